namespace NumaProbe.Scenarios.Format;

/// <summary>One key of a mapping.</summary>
/// <param name="Key">The key.</param>
/// <param name="Type">What its value may be.</param>
/// <param name="Text">What it means, for people.</param>
/// <param name="Default">What absence means, for people; null when it must be there.</param>
internal sealed record FormatKey(string Key, FormatType Type, string Text, string? Default = "none")
{
    /// <summary>It must be there.</summary>
    internal bool IsRequired => Default is null;
}
