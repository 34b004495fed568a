using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NumaProbe.Architecture.Tests.Repo;

namespace NumaProbe.Architecture.Tests.Rules;

/// <summary>
/// The emulated world has no wall clock, threads, locks or ambient randomness (law M0): a run's result depends on
/// scenario, seed, injected events and model version alone. Hash codes of strings differ between processes, so nothing
/// may be decided by one.
/// </summary>
public sealed class NoOutsideWorld : TidyRule
{
    private static readonly string[] Emulated = ["src/VirtualTime", "src/VirtualTime.Akka", "src/Shared", "src/Node", "src/Coordinator", "src/Engine", "src/Scenarios"];

    // Reading files is the business of scenario loading.
    private static readonly string[] Sealed = ["src/VirtualTime", "src/VirtualTime.Akka", "src/Shared", "src/Node", "src/Coordinator", "src/Engine"];

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "Random", "RandomNumberGenerator", "Parallel", "ThreadPool",
        "ThreadLocal", "AsyncLocal", "ThreadStatic", "Monitor", "Mutex", "Semaphore", "SemaphoreSlim", "ReaderWriterLockSlim", "SpinLock",
        "SpinWait", "Interlocked", "Volatile", "PeriodicTimer", "TaskCompletionSource", "ConcurrentDictionary", "ConcurrentQueue",
        "ConcurrentBag", "BlockingCollection", "SynchronizationContext",
    };

    // Reuse of memory by thread, which no result can depend on; and the form in which Akka asks for the time, which is virtual.
    private static readonly HashSet<(string Path, string Type)> Allowed =
    [
        ("src/VirtualTime/StateMachineBox.cs", "ThreadStatic"), ("src/VirtualTime.Akka/VirtualTimeScheduler.cs", "DateTimeOffset"),
    ];

    private static readonly HashSet<string> SealedTypes = new(StringComparer.Ordinal) { "File", "Directory", "Console", "Environment", "Process" };

    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["Task"] = ["Delay", "Run", "Factory", "WhenAll", "WhenAny", "WaitAll", "WaitAny", "Yield", "FromResult"],
        ["Thread"] = ["Sleep", "Yield", "SpinWait", "CurrentThread", "MemoryBarrier"],
        ["Environment"] = ["TickCount", "TickCount64", "ProcessId", "ProcessorCount", "CurrentManagedThreadId", "MachineName"],
        ["Guid"] = ["NewGuid", "CreateVersion7"],
    };

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Bad =>
        new[]
        {
            "var t = DateTime.UtcNow;", "var t = System.DateTime.UtcNow;", "DateTimeOffset t = default;", "var w = Stopwatch.StartNew();",
            "await Task.Delay(1);", "Task.Run(() => 1);", "System.Threading.Tasks.Task.Run(() => 1);", "Parallel.For(0, 9, i => { });",
            "var r = Random.Shared.Next();", "var r = new Random(1);", "Random r = new(1);", "new Thread(() => { }).Start();", "Thread.Sleep(1);",
            "lock (this) { }", "System.Threading.Lock l = new();", "var t = Environment.TickCount64;", "var g = Guid.NewGuid();",
            "var h = \"name\".GetHashCode();", "var h = HashCode.Combine(1, 2);", "Interlocked.Increment(ref x);", "File.ReadAllText(\"x\");",
            "[ThreadStatic] int f() => 1;",
        }
        .Select(statement => Inside("src/Node/A.cs", statement))
        .Append(Inside("src/Engine/A.cs", "lock (this) { }"))
        .Append(Inside("src/VirtualTime.Akka/A.cs", "await Task.Delay(1);"))
        .Append(Inside("src/VirtualTime.Akka/A.cs", "DateTimeOffset t = default;"))
        .Append(Inside("src/VirtualTime.Akka/VirtualTimeScheduler.cs", "var t = DateTime.UtcNow;"))
        .Append(Inside("src/Scenarios/A.cs", "var t = DateTime.UtcNow;"));

    /// <inheritdoc/>
    public override IEnumerable<RepoFile[]> Good =>
    [
        Inside("src/Node/A.cs", "// DateTime.UtcNow\nvar t = e.Thread; var s = \"Task.Delay\"; var d = new Dictionary<string, int>();"),
        Inside("src/Shared/Events/A.cs", "var n = ThreadId.Name(Thread); new TraceEvent(Thread: 1);"),
        Inside("src/Scenarios/A.cs", "File.ReadAllText(\"x\");"),
        Inside("src/Runs/Folders/RunFolderWriter.cs", "var t = DateTime.UtcNow;"),
        Inside("src/Cluster/Akka/A.cs", "await Task.Delay(1);"),
        Inside("src/VirtualTime.Akka/VirtualTimeScheduler.cs", "DateTimeOffset t = default;"),
        One("src/VirtualTime/StateMachineBox.cs", "class A { [ThreadStatic] static int x; }"),
        One("src/Shared/Topology/A.cs", "namespace N; class A { public override int GetHashCode() => HashCode.Combine(1, \"x\".GetHashCode()); }"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(IReadOnlyList<RepoFile> repo) =>
        repo.Where(file => file.IsCSharp && Emulated.Any(file.IsUnder)).SelectMany(CheckFile);

    private static IEnumerable<Finding> CheckFile(RepoFile file)
    {
        var isSealed = Sealed.Any(file.IsUnder);
        return file.Root.DescendantNodes()
            .Where(node => IsForbidden(node, isSealed) && !Allowed.Contains((file.Path, node.ToString())))
            .Select(node => file.At(node, $"'{Shorten(node.ToString())}' reaches out of the emulated world; see docs/adr/0002"));
    }

    private static bool IsForbidden(SyntaxNode node, bool isSealed) => node switch
    {
        LockStatementSyntax => true,
        ObjectCreationExpressionSyntax creation => LastName(creation.Type) is "Thread" or "Lock" or "Timer",
        VariableDeclarationSyntax variable => LastName(variable.Type) is "Thread" or "Lock",
        MemberAccessExpressionSyntax access => IsForbiddenMember(access),
        SimpleNameSyntax name => IsTypePosition(name)
            && (Types.Contains(name.Identifier.Text)
                || (isSealed && SealedTypes.Contains(name.Identifier.Text))
                || (name.Identifier.Text is "HashCode" && !IsInsideGetHashCode(name))),
        _ => false,
    };

    private static bool IsForbiddenMember(MemberAccessExpressionSyntax access)
    {
        var member = access.Name.Identifier.Text;
        return member is "GetHashCode"
            ? !IsInsideGetHashCode(access)
            : Members.TryGetValue(LastName(access.Expression), out var forbidden) && forbidden.Contains(member, StringComparer.Ordinal);
    }

    // 'e.Thread' or 'Random:' is a member or an argument of that name; 'System.Random' and 'Random.Shared' are the type.
    private static bool IsTypePosition(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name || access.Expression.ToString().StartsWith("System", StringComparison.Ordinal),
        NameColonSyntax or NameEqualsSyntax => false,
        _ => true,
    };

    private static bool IsInsideGetHashCode(SyntaxNode node) =>
        node.Ancestors().OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.Text is "GetHashCode");

    private static string LastName(SyntaxNode node) => node.ToString().Split('.')[^1].Split('<')[0];

    private static string Shorten(string text) => text.Split('\n')[0] is { Length: > 40 } line ? line[..40] + "…" : text.Split('\n')[0];

    private static RepoFile[] Inside(string path, string statement) =>
        One(path, $"namespace N; class A {{ async void M(TraceEvent e, int Thread, int x) {{ {statement} }} }}");
}
