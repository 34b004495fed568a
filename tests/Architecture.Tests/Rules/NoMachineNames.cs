using System.Text.RegularExpressions;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>No file names a folder of one machine or the host of a package registry.</summary>
public sealed partial class NoMachineNames : TidyRule
{
    // In parts, so that this file keeps the rule.
    private const string Pattern =
        "(?<![\\w.)}*-])/(wor" + "k|hom" + "e/\\w+|ro" + "ot|Use" + "rs/\\w+|tm" + "p/\\w+)(/|\\b)"
        + "|[A-Z]:\\\\Use" + "rs|nug" + "et\\.org|deb\\.deb" + "ian|npm" + "js\\.|regis" + "try\\.npm|pypi\\.o" + "rg";

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
        new[] { "/wor" + "k/shared", "/ro" + "ot/.config", "/hom" + "e/someone/x", "/tm" + "p/wt/repo", "https://api.nug" + "et.org/v3", "http://deb.deb" + "ian.org", "regis" + "try.npm" + "js.org" }
            .Select(name => One("docs/a.md", $"see {name}\n"));

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
        [One("docs/a.md", "Work/share, src/work/a.cs, /sys/devices/system/node, tmpfs: /tmp, kernel/workqueue.c, NuGet, debian\n")];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        from file in repo
        where !file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal)
        from line in file.Lines.Index()
        let match = Machine().Match(line.Item)
        where match.Success
        select new Finding(file.Path, line.Index + 1, $"names a machine or a registry: {match.Value}");

    [GeneratedRegex(Pattern, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Machine();
}
