using NumaProbe.Cluster.Control;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Api.Tests.Support;

/// <summary>A trace that a test lets grow.</summary>
internal sealed class FakeTrace(int run, RunHeader header, TraceNames names) : ITraceLog, ITraceSink
{
    private readonly Lock _lock = new();
    private readonly List<TraceEvent> _events = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunEnd? _end;

    public int RunNumber => run;

    public RunHeader Header => header;

    public TraceNames Names { get; set; } = names;

    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _events.Count;
            }
        }
    }

    public RunEnd? End
    {
        get
        {
            lock (_lock)
            {
                return _end;
            }
        }
    }

    /// <summary>The most events that one read copied.</summary>
    internal int LargestRead { get; private set; }

    public int Read(long from, Span<TraceEvent> buffer)
    {
        lock (_lock)
        {
            var count = (int)Math.Clamp(_events.Count - from, 0, buffer.Length);
            _events.Slice((int)Math.Min(from, _events.Count), count).ToArray().CopyTo(buffer);
            LargestRead = Math.Max(LargestRead, count);
            return count;
        }
    }

    public Task WaitForMoreAsync(long count, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _events.Count > count || _end is not null ? Task.CompletedTask : _more.Task.WaitAsync(cancellation);
        }
    }

    public void Write(in TraceEvent traceEvent)
    {
        lock (_lock)
        {
            _events.Add(traceEvent);
        }
    }

    /// <summary>Adds events and wakes whoever waits.</summary>
    internal void Add(params IEnumerable<TraceEvent> events)
    {
        lock (_lock)
        {
            _events.AddRange(events);
        }

        Wake();
    }

    /// <summary>Ends the run.</summary>
    internal void Finish(RunEnd end)
    {
        lock (_lock)
        {
            _end = end;
        }

        Wake();
    }

    private void Wake()
    {
        TaskCompletionSource woken;
        lock (_lock)
        {
            (woken, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        woken.SetResult();
    }
}
