using Serilog;
using Serilog.Core;
using Serilog.Events;
using NumaProbe.Api.Security;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests.Security;

public sealed class RefusalLogTests
{
    [Fact]
    public void The_first_refusal_is_told_at_once_and_those_that_follow_in_one_line_a_minute()
    {
        var (lines, clock) = (new Lines(), new MinuteClock());
        using var logger = new LoggerConfiguration().WriteTo.Sink(lines).CreateLogger();
        using var refusals = new RefusalLog(logger, clock);

        refusals.Note(RefusalKind.Token, "10.0.0.1");
        for (var i = 0; i < 1000; i++)
        {
            refusals.Note(RefusalKind.Token, "10.0.0.2");
        }

        refusals.Note(RefusalKind.Often, "10.0.0.3");
        lines.All.ShouldBe(["refused 1 without a valid token; the last came from 10.0.0.1"]);
        clock.Pass();
        lines.All[1..].ShouldBe(["refused 1000 without a valid token, 1 asking too often; the last came from 10.0.0.3"]);

        clock.Pass();
        lines.All.Count.ShouldBe(2);
        refusals.Note(RefusalKind.Size, "10.0.0.4");
        lines.All[2..].ShouldBe(["refused 1 too large; the last came from 10.0.0.4"]);
    }

    [Fact]
    public async Task Refused_requests_are_in_the_log_without_what_was_sent()
    {
        await using var api = await ApiHarness.StartWithTokensAsync();
        using var refused = await api.GetAsync("/api/v1/status", "somebody-elses-token-0123456789");
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        api.Log.ShouldContain("1 without a valid token");
        api.Log.ShouldNotContain("somebody-elses");
    }

    private sealed class Lines : ILogEventSink
    {
        internal List<string> All { get; } = [];

        public void Emit(LogEvent logEvent) => All.Add(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture).Replace("\"", "", StringComparison.Ordinal));
    }

    /// <summary>A clock whose timer goes off when the test says so.</summary>
    private sealed class MinuteClock : TimeProvider
    {
        private Action? _due;

        internal void Pass()
        {
            var due = _due;
            _due = null;
            due?.Invoke();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            dueTime.ShouldBe(RefusalLog.Interval);
            _due = () => callback(state);
            return new NoTimer();
        }
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
