namespace NumaProbe.Shared.Scenarios;

/// <summary>What a scenario may state about its result. A new figure of the summary is one line here.</summary>
public static class ExpectationSubjects
{
    /// <summary>Begins the subject that names a device: <c>bound_to:nvme0</c>; its text is the driver's name, or <see cref="Unbound"/>.</summary>
    public const string BoundTo = "bound_to";

    /// <summary>Text of <see cref="BoundTo"/> for a device that no driver is bound to.</summary>
    public const string Unbound = "none";

    private static readonly (string Name, ExpectationUnit Unit)[] Known =
    [
        ("makespan", ExpectationUnit.Duration),
        ("waiting", ExpectationUnit.Duration),
        ("working", ExpectationUnit.Duration),
        ("remote", ExpectationUnit.Duration),
        ("bound", ExpectationUnit.Count),
        ("unbound", ExpectationUnit.Count),
        ("deferred", ExpectationUnit.Count),
        ("failed", ExpectationUnit.Count),
        ("blocked", ExpectationUnit.Count),
        ("probes", ExpectationUnit.Count),
        ("unfinished", ExpectationUnit.Count),
        ("ended_off_node", ExpectationUnit.Count),
        ("max_concurrent", ExpectationUnit.Count),
        ("hazards", ExpectationUnit.Count),
        ("on_node_percent", ExpectationUnit.Percent),
        ("status", ExpectationUnit.Text),
    ];

    /// <summary>Every key under <c>expect</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(k => k.Name), BoundTo];

    /// <summary>How values of a subject are written, or null for an unknown one.</summary>
    /// <param name="subject">The subject; one that names a device may come with the name.</param>
    public static ExpectationUnit? UnitOf(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.StartsWith(BoundTo, StringComparison.Ordinal) && (subject.Length == BoundTo.Length || subject[BoundTo.Length] == ':'))
        {
            return ExpectationUnit.Text;
        }

        var found = Array.Find(Known, k => string.Equals(k.Name, subject, StringComparison.Ordinal));
        return found.Name is null ? null : found.Unit;
    }
}
