namespace NumaProbe.Shared.Events;

/// <summary>How a field is written, where its type does not say it.</summary>
/// <param name="form">The form.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class FormAttribute(ArgumentForm form) : Attribute
{
    /// <summary>The form.</summary>
    public ArgumentForm Form { get; } = form;
}
