using Akka.Dispatch;
using Shouldly;
using Xunit;

namespace NumaProbe.Cluster.Akka.Tests;

public sealed class CallerExecutorTests
{
    private readonly CallerExecutor _executor = new("test");
    private readonly List<string> _done = [];

    [Fact]
    public void What_is_to_be_carried_out_is_carried_out_before_the_call_returns()
    {
        var thread = 0;
        _executor.Execute(new ActionRunnable(() => thread = Environment.CurrentManagedThreadId));
        thread.ShouldBe(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void What_is_said_within_a_turn_waits_for_its_end_and_for_what_was_said_before()
    {
        _executor.Execute(new ActionRunnable(() =>
        {
            _executor.Execute(new ActionRunnable(() => _done.Add("second")));
            new CallerExecutor("another").Execute(new ActionRunnable(() => _done.Add("third")));
            _done.Add("first");
        }));
        _done.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public void A_turn_that_throws_keeps_no_other_from_being_carried_out()
    {
        Should.Throw<InvalidOperationException>(() => _executor.Execute(new ActionRunnable(() =>
        {
            _executor.Execute(new ActionRunnable(() => _done.Add("waiting")));
            throw new InvalidOperationException();
        })));
        _executor.Execute(new ActionRunnable(() => _done.Add("next")));
        _done.ShouldBe(["waiting", "next"]);
    }

    [Fact]
    public void More_than_the_bound_is_refused_and_what_waits_is_carried_out()
    {
        _executor.Execute(new ActionRunnable(() =>
        {
            for (var i = 0; i < CallerExecutor.MaxWaiting; i++)
            {
                _executor.Execute(new ActionRunnable(() => _done.Add("")));
            }

            Should.Throw<RejectedExecutionException>(() => _executor.Execute(new ActionRunnable(() => _done.Add("too many"))));
        }));
        _done.Count.ShouldBe(CallerExecutor.MaxWaiting);
        _done.ShouldNotContain("too many");
    }

    [Fact]
    public void Every_thread_carries_out_its_own()
    {
        using var isBusy = new ManualResetEventSlim();
        using var isSeen = new ManualResetEventSlim();
        var other = new Thread(() => _executor.Execute(new ActionRunnable(() =>
        {
            isBusy.Set();
            isSeen.Wait();
        })));
        other.Start();
        isBusy.Wait();
        _executor.Execute(new ActionRunnable(() => _done.Add("here")));
        _done.ShouldBe(["here"]);
        isSeen.Set();
        other.Join();
    }
}
