namespace NumaProbe.Architecture.Tests.Repo;

/// <summary>One place that breaks a rule.</summary>
/// <param name="Path">Path of the file in the repository.</param>
/// <param name="Line">Line from 1; 0 for the file as a whole.</param>
/// <param name="Message">What is wrong and what to do instead.</param>
public sealed record Finding(string Path, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line > 0 ? $"{Path}:{Line}: {Message}" : $"{Path}: {Message}";
}
