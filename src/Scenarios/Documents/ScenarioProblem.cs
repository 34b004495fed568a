using System.Globalization;

namespace NumaProbe.Scenarios.Documents;

/// <summary>One thing that is wrong with a scenario file, for people. Lines and columns count from 1; line 0 stands for the whole file.</summary>
/// <param name="File">File as the user named it.</param>
/// <param name="Line">Line, or 0.</param>
/// <param name="Column">Column in characters, or 0.</param>
/// <param name="What">What is wrong, for example <c>unknown key 'drivrs'</c>.</param>
/// <param name="Why">Why that is refused.</param>
/// <param name="Suggestion">What to type instead, or null.</param>
public sealed record ScenarioProblem(string File, int Line, int Column, string What, string Why, string? Suggestion)
{
    /// <summary><c>file:line:column: what: why; suggestion</c>.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}") : File;
        return Suggestion is null ? $"{place}: {What}: {Why}" : $"{place}: {What}: {Why}; {Suggestion}";
    }
}
