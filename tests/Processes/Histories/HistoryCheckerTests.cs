namespace NumaProbe.Processes.Histories;

/// <summary>The judge itself: a good history passes, and each kind of lie is found.</summary>
public sealed class HistoryCheckerTests
{
    private const string Trace = """
        {"type":"header","name":"x"}
        {"type":"event","name":"device_added","timeNs":100,"thread":1,"device":"a"}
        {"type":"event","name":"bound","timeNs":150,"thread":1,"device":"a"}
        {"type":"event","name":"device_added","timeNs":200,"thread":2,"device":"b"}
        """;

    [Fact]
    public void A_history_that_agrees_with_its_trace_has_no_problem() =>
        Problems([Of("a", 1, 4, 1, 90, 1), Of("b", 5, 6, 2, 200, 2), Of("c", 7, null, 0, 0, 0)]).ShouldBeEmpty();

    [Fact]
    public void Every_kind_of_lie_is_found()
    {
        Problems([Of("lost", 1, 2, 1, 90, 1)]).ShouldBe(["lost was acknowledged as 1 and was added 0 times"]);
        Problems([Of("a", 1, 2, 1, 101, 1)]).ShouldBe(["a was acknowledged for 101 ns and was added at 100 ns"]);
        Problems([Of("a", 1, 2, 1, 90, 3)]).ShouldBe(["a was acknowledged for thread 3 and was added by thread 1"]);
        Problems([Of("a", 1, 4, 1, 90, 1), Of("b", 2, 3, 1, 200, 2)]).ShouldBe(["a and b have one number, 1"]);
        Problems([Of("a", 1, 4, 2, 90, 1), Of("b", 2, 3, 1, 200, 2)]).ShouldBe(["b comes before a by number and after it by time"]);
        Problems([Of("a", 1, 2, 2, 90, 1), Of("b", 3, 4, 1, 90, 2)]).ShouldBe(["b was asked for after a had been acknowledged, and has the lower number"]);
        Problems([Of("a", 1, null, 0, 0, 0)], Trace + "\n" + Trace.Split('\n')[1]).ShouldBe(
            ["the trace goes back from 200 ns to 100 ns", "a was never acknowledged and was added 2 times"]);
    }

    private static IReadOnlyList<string> Problems(IReadOnlyList<Operation> operations, string trace = Trace) =>
        HistoryChecker.Check(operations, System.Text.Encoding.UTF8.GetBytes(trace));

    private static Operation Of(string device, long asked, long? answered, int number, long atNs, int thread) => new("k", device, asked)
    {
        Answered = answered,
        Receipt = answered is null ? null : (number, atNs, thread),
    };
}
