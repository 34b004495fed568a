namespace NumaProbe.Shared.Model;

/// <summary>
/// A statement a scenario makes about its own result; <c>run</c> ends 1 when it does not hold.
/// </summary>
/// <param name="Subject">What is measured: a summary figure (<c>makespan</c>, <c>bound</c>, <c>deferred</c>, <c>on_node_percent</c>, …) <c>bound_to:DEVICE</c> or <c>named:NAME</c>.</param>
/// <param name="Minimum">Lowest accepted value (times in nanoseconds), or null.</param>
/// <param name="Maximum">Highest accepted value, or null.</param>
/// <param name="Text">Exact text wanted (for example a driver name), or null.</param>
public sealed record Expectation(string Subject, double? Minimum, double? Maximum, string? Text)
{
    /// <summary>The published figure that the bounds are made of, or null.</summary>
    public PublishedFigure? Published { get; private init; }

    /// <summary>The expectation that a run shows a published figure.</summary>
    /// <param name="subject">Which figure of the summary.</param>
    /// <param name="published">What was published.</param>
    public static Expectation OfPublished(string subject, PublishedFigure published)
    {
        ArgumentNullException.ThrowIfNull(published);
        return new Expectation(subject, published.Minimum, published.Maximum, Text: null) { Published = published };
    }
}
