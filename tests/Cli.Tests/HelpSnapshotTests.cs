using System.CommandLine;
using NumaProbe.Cli.Tests.Support;

namespace NumaProbe.Cli.Tests;

/// <summary>
/// The whole help as users see it. A change of the command line changes the snapshot, and somebody reads both: run the
/// tests with NUMAPROBE_UPDATE_SNAPSHOTS=1 to write it anew.
/// </summary>
public sealed class HelpSnapshotTests : IDisposable
{
    private const string Snapshot = "tests/Cli.Tests/Snapshots/help.txt";

    private static readonly string[][] Commands =
    [
        [], ["run"], ["check"], ["trace"], ["fsck"], ["verify"], ["guard"], ["names"], ["schema"], ["status"], ["add"], ["add", "device"], ["remove"], ["remove", "device"], ["load"], ["load", "driver"],
        ["unload"], ["unload", "driver"], ["offline"], ["offline", "cpu"], ["offline", "node"], ["online"], ["online", "cpu"], ["online", "node"], ["wait"],
        ["finish"], ["export"], ["export", "scenario"], ["generations"], ["up"], ["coordinator"], ["node"], ["certs"], ["certs", "init"], ["health"], ["version"], ["help"],
    ];

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Help_is_as_in_the_snapshot()
    {
        var help = Help();
        if (Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_SNAPSHOTS") is not null)
        {
            File.WriteAllText(RepoRoot.Combine(Snapshot), help);
        }

        var (expected, actual) = FirstDifference(File.ReadAllText(RepoRoot.Combine(Snapshot)), help);
        actual.ShouldBe(expected);
    }

    // a whole page of differences says less than the first one
    private static (string Expected, string Actual) FirstDifference(string expected, string actual) =>
        expected.Split('\n').Append("(end)").Zip(actual.Split('\n').Append("(end)")).FirstOrDefault(
            pair => !string.Equals(pair.Item1, pair.Item2, StringComparison.Ordinal), ("", ""));

    private string Help()
    {
        _cli.Run();
        var help = _cli.Out;
        foreach (var words in Commands)
        {
            _cli.Run([.. words, "--help"]);
            help += $"\n===== {string.Join(' ', ["numaprobe", .. words, "--help"])}\n\n" + _cli.Out;
        }

        help = help.Replace(RootCommand.ExecutableName, "numaprobe", StringComparison.Ordinal);
        return string.Join('\n', help.Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n') + "\n";
    }
}
