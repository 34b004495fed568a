using System.Globalization;
using NumaProbe.Processes.Support;
using NumaProbe.Runs.Folders;
using NumaProbe.Shared.Events;

namespace NumaProbe.Processes;

/// <summary>
/// A run that dies at any system call, or is told by any that it cannot be: under the name is the run of before or the new one, whole. The calls are
/// counted and met by strace, so that those of SQLite are among them.
/// </summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Killed = 128 + 9;
    private const int MostCalls = 200;

    private static readonly string Scenario = File.ReadAllText(RepoRoot.Combine("scenarios/01-one-driver-four-nodes.yaml"));

    private readonly string _folder = Directory.CreateTempSubdirectory("numaprobe-killed-").FullName;
    private readonly Dictionary<ulong, List<TraceEvent>> _whole = [];

    public KilledRunTests()
    {
        Needs.Tool("strace");
        File.WriteAllText(Path.Combine(_folder, "s.yaml"), Scenario);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("mkdir")]
    [InlineData("flock")]
    [InlineData("ftruncate")]
    [InlineData("pwrite64")]
    [InlineData("fsync")]
    [InlineData("rename")]
    [InlineData("renameat2")]
    [InlineData("unlink")]
    [InlineData("rmdir")]
    public void A_run_that_is_killed_at_a_call_leaves_the_run_of_before_or_the_new_one(string call)
    {
        var seed = 1UL;
        Run([], seed, "run").Code.ShouldBe(0);
        ShouldHold("run", [seed]);
        for (var number = 1; number <= MostCalls; number++)
        {
            var (code, output) = Run(Inject(call, string.Create(CultureInfo.InvariantCulture, $"signal=KILL:when={number}")), seed + 1, "run");
            if (code == 0)
            {
                number.ShouldBeGreaterThan(1, $"{call} is never called");
                ShouldHold("run", [seed + 1]);
                Entries().ShouldBe(["run", "s.yaml"]);
                return;
            }

            code.ShouldBe(Killed, output);
            seed = ShouldHold("run", [seed, seed + 1]);
            Entries().Where(entry => !entry.StartsWith(".run.numaprobe-", StringComparison.Ordinal)).ShouldBe(["run", "s.yaml"]);
        }

        Assert.Fail($"{call} is called more than {MostCalls} times");
    }

    [Theory]
    [InlineData("mkdir", "ENOSPC", "1+", "the disk is full; free some space, or choose another --out")]
    [InlineData("mkdir", "EROFS", "1+", "is on a file system that is read-only; choose another --out")]
    [InlineData("mkdir", "EACCES", "1+", "this user may not write there; choose another --out, or change the rights of")]
    [InlineData("pwrite64", "ENOSPC", "1", "the disk is full; free some space, or choose another --out")]
    [InlineData("pwrite64", "ENOSPC", "2", "the disk is full; free some space, or choose another --out")]
    [InlineData("pwrite64", "ENOSPC", "4", "the disk is full; free some space, or choose another --out")]
    [InlineData("pwrite64", "ENOSPC", "12", "the disk is full; free some space, or choose another --out")]
    [InlineData("fsync", "EIO", "3", "cannot be written")]
    [InlineData("fsync", "EIO", "4", "cannot be written")]
    [InlineData("fsync", "EIO", "5", "cannot be written")]
    [InlineData("fsync", "EIO", "6", "cannot be written")]
    [InlineData("renameat2", "EIO", "1", "cannot be written")]
    public void A_run_that_a_call_tells_no_says_why_and_leaves_the_run_of_before(string call, string error, string when, string message)
    {
        Run([], 1, "run").Code.ShouldBe(0);
        var (code, output) = Run(Inject(call, $"error={error}:when={when}"), 2, "run");
        code.ShouldBeOneOf([2, 6], output);
        output.ShouldContain(message);
        ShouldHold("run", [1]);
        Entries().ShouldBe(["run", "s.yaml"]);
    }

    [Fact]
    public void Where_two_folders_cannot_change_places_in_one_call_the_earlier_run_is_replaced_in_two()
    {
        Run([], 1, "run").Code.ShouldBe(0);
        Run(Inject("renameat2", "error=EINVAL"), 2, "run").Code.ShouldBe(0);
        ShouldHold("run", [2]);
        Run([.. Inject("renameat2", "error=EINVAL"), "-e", "inject=rename:signal=KILL:when=2"], 3, "run").Code.ShouldBeOneOf(Killed, 0);
        Run([], 4, "other").Code.ShouldBe(0);
        ShouldHold("run", [2, 3]);
        Entries().ShouldBe(["other", "run", "s.yaml"]);
    }

    private static string[] Inject(string call, string what) => ["-e", $"inject={call}:{what}"];

    private (int Code, string Output) Run(string[] inject, ulong seed, string folder)
    {
        string[] strace = inject.Length == 0 ? [] : ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=mkdir,flock,ftruncate,pwrite64,fsync,rename,renameat2,unlink,rmdir", .. inject];
        string[] command = [.. strace, .. NumaProbeProgram.Command, "run", "s.yaml", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", folder, "--force"];
        return Launch.ToEnd(_folder, "sh", ["-c", "exec \"$@\" 2>&1", "sh", .. command]);
    }

    /// <summary>The folder is a whole run with one of the seeds; gives back with which.</summary>
    private ulong ShouldHold(string folder, ulong[] seeds)
    {
        using var reader = RunFolderReader.Open(Path.Combine(_folder, folder));
        var seed = reader.Info.Header.Seed;
        seed.ShouldBeOneOf(seeds);
        File.ReadAllText(Path.Combine(_folder, folder, "scenario.yaml")).ShouldBe(Scenario);
        var events = reader.Events().ToList();
        events.ShouldNotBeEmpty();
        _whole.TryAdd(seed, events);
        events.ShouldBe(_whole[seed]);
        return seed;
    }

    private List<string> Entries() => [.. Directory.EnumerateFileSystemEntries(_folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
}
