using System.Text;
using NumaProbe.Scenarios.Tests.Live;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>Carries out a <see cref="LiveCase"/>: runs, injects, runs on, ends. Counts what its injections met.</summary>
internal sealed class LiveSession : IDisposable
{
    private const int MostAheadNs = 3_000_000;

    private readonly Random _random;
    private readonly TraceList _trace = new();
    private readonly LiveRun _run;
    private readonly long[] _times;
    private readonly StringBuilder _log = new();

    private LiveSession(LiveCase c)
    {
        _random = new Random(c.Seed);
        _run = new LiveRun(c.Run.Scenario, KernelGenerations.Find(c.Run.Generation)!, c.Run.Seed, TraceRun.Limits, _trace);

        // where things happen without injections: injections are to meet them
        _times = [.. TraceRun.Execute(c.Run.Scenario, KernelGenerations.Find(c.Run.Generation)!, c.Run.Seed).Events
            .Select(e => e.TimeNs).Concat(c.Run.Scenario.Events.Select(e => e.AtNs)).Distinct().Order()];
    }

    /// <summary>What the injections of all sessions met, by name.</summary>
    internal Dictionary<string, int> Met { get; } = new(StringComparer.Ordinal);

    /// <summary>The fragments and when they were injected, for people.</summary>
    internal string Log => _log.ToString();

    /// <summary>The exported file.</summary>
    internal string Exported { get; private set; } = "";

    /// <summary>The scenario so far.</summary>
    internal Scenario Scenario => _run.Live.Scenario;

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    /// <summary>Runs a case to its end.</summary>
    internal static (LiveSession Session, TraceRun Run) Execute(LiveCase c)
    {
        var session = new LiveSession(c);
        for (var i = 0; i < c.Injections && session._run.End is null; i++)
        {
            session.Step(i);
        }

        session._run.RunUntil(long.MaxValue);
        var end = session._run.Finish();
        session.Exported = session._run.Live.Export();
        session.Dispose();
        return (session, TraceRun.Of(session.Scenario, end, session._trace.Events));
    }

    private void Step(int number)
    {
        // the world stops at some time before the injection's, or goes straight to it, or to its end
        var atNs = Time();
        _run.RunUntil(_random.Next(4) switch { 0 => _run.NowNs + 1 + _random.NextInt64(Math.Max(1, atNs - _run.NowNs)), 1 => 0, _ => atNs });
        if (_run.End is not null)
        {
            return;
        }

        atNs = Math.Max(atNs, _run.NowNs + 1);
        var text = SomeFragments.Create(_random, Scenario, number);
        var thread = Thread();
        _log.Append(System.Globalization.CultureInfo.InvariantCulture, $"--- at {atNs}, now {_run.NowNs}, thread {thread}\n{text}");
        var reading = _run.Live.Read(Encoding.UTF8.GetBytes(text), "fragment.yaml");
        reading.Describe().ShouldBeEmpty(text);
        var threads = Scenario.Threads.Length;
        Meet("an event of another partition or the core at its time", _run.NextNs == atNs);
        Meet("a run with nothing left to do", _run.NextNs == long.MaxValue);
        Meet("a run that has not begun", _trace.Events.Count == 0);
        var outcome = _run.Inject(reading.Fragment!, atNs, thread);
        outcome.Refusal.ShouldBeNull();
        Meet("a thread that an earlier injection added", thread is null && outcome.Injection!.Thread >= 0 && Scenario.Threads.Length == threads);
        Meet("a new thread", Scenario.Threads.Length > threads);
    }

    private long Time()
    {
        var now = _run.NowNs;
        var ahead = _times.Where(t => t > now).ToArray();
        return _random.Next(8) switch
        {
            < 3 when ahead.Length > 0 => ahead[_random.Next(ahead.Length)],
            3 when ahead.Length > 0 => Math.Max(now + 1, ahead[_random.Next(ahead.Length)] + _random.Next(-1, 2)),
            4 when _run.NextNs != long.MaxValue && _run.NextNs > now => _run.NextNs,
            5 => Math.Max(now, _times.LastOrDefault()) + 1 + _random.Next(MostAheadNs),
            6 => now + 1,
            _ => now + 1 + _random.Next(MostAheadNs),
        };
    }

    /// <summary>Mostly the usual choice; now and then one of the scenario's own threads, which may be busy, or another new one.</summary>
    private int? Thread()
    {
        if (_random.Next(4) > 0)
        {
            return null;
        }

        var thread = _random.Next(3) == 0 ? 500 + _random.Next(3) : Scenario.Threads[_random.Next(Scenario.Threads.Length)].Id;
        Meet("a named thread", met: true);
        return thread;
    }

    private void Meet(string what, bool met) => Met[what] = Met.GetValueOrDefault(what) + (met ? 1 : 0);
}
