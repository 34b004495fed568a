using System.Text.RegularExpressions;

namespace NumaProbe.Architecture.Tests.Scripts;

/// <summary>The targets of a build script and the dotnet calls of each, in a spelling that both shells share.</summary>
public static partial class BuildScript
{
    /// <summary>Reads build.sh: targets are the arms of its case.</summary>
    /// <param name="lines">Its lines.</param>
    public static IReadOnlyDictionary<string, string> ReadShell(IEnumerable<string> lines) => Read(lines, ShellTarget());

    /// <summary>Reads build.ps1: targets are the arms of its switch.</summary>
    /// <param name="lines">Its lines.</param>
    public static IReadOnlyDictionary<string, string> ReadPowerShell(IEnumerable<string> lines) => Read(lines, PowerShellTarget());

    private static Dictionary<string, string> Read(IEnumerable<string> lines, Regex targetLine)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        string? target = null;
        foreach (var line in lines)
        {
            if (targetLine.Match(line) is { Success: true } start)
            {
                target = start.Groups["name"].Value;
                targets[target] = "";
            }
            else if (target is not null && line.TrimStart().StartsWith("dotnet ", StringComparison.Ordinal))
            {
                targets[target] += Normalise(line) + "\n";
            }
        }

        return targets;
    }

    private static string Normalise(string line) =>
        QuotedVariable().Replace(
            line.Split(" | ")[0].Trim().Replace("\"$@\"", "ARGUMENTS", StringComparison.Ordinal).Replace("@rest", "ARGUMENTS", StringComparison.Ordinal),
            "$$${name}");

    // a shell quotes its variables, PowerShell has no need to
    [GeneratedRegex(@"""\$(?<name>[a-z]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedVariable();

    [GeneratedRegex(@"^  (?<name>[a-z]+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShellTarget();

    [GeneratedRegex(@"^  '(?<name>[a-z]+)' \{$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PowerShellTarget();
}
