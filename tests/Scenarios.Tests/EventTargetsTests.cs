using NumaProbe.Shared;
using NumaProbe.Shared.Operations;

namespace NumaProbe.Scenarios.Tests;

public sealed class EventTargetsTests
{
    [Theory]
    [InlineData("50", 50_000_000)]
    [InlineData("0.5", 500_000)]
    [InlineData("50ms", 50_000_000)]
    [InlineData("2s", 2_000_000_000)]
    [InlineData("0", 0)]
    public void A_plain_number_of_a_sleep_counts_milliseconds(string target, long ns) => EventTargets.SleepNs(target).ShouldBe(ns);

    [Theory]
    [InlineData("1:50", 1, 50_000_000)]
    [InlineData("-1:50us", -1, 50_000)]
    public void An_async_job_has_a_node_and_a_duration(string target, int node, long ns) => EventTargets.AsyncJob(target).ShouldBe((node, ns));

    [Fact]
    public void The_first_colon_divides_driver_and_device() => EventTargets.Pair("nvme:0000:3b:00.0").ShouldBe(("nvme", "0000:3b:00.0"));

    [Theory]
    [InlineData("platform:0", false)]
    [InlineData("platform:1", true)]
    public void Autoprobe_is_switched_by_zero_and_one(string target, bool on) => EventTargets.Autoprobe(target).ShouldBe(("platform", on));

    [Fact]
    public void A_CPU_is_a_number() => EventTargets.Number("12").ShouldBe(12);

    [Fact]
    public void Targets_that_no_loader_lets_through_throw_with_the_text()
    {
        Should.Throw<FormatException>(() => EventTargets.SleepNs("soon")).Message.ShouldBe("'soon' is no sleep: it does not start with a number");
        Should.Throw<FormatException>(() => EventTargets.AsyncJob("50")).Message.ShouldBe("'50' is not of the form node:duration");
        Should.Throw<FormatException>(() => EventTargets.AsyncJob("x:50")).Message.ShouldBe("'x' is no number");
        Should.Throw<FormatException>(() => EventTargets.AsyncJob("1:5 ms")).Message.ShouldBe("'1:5 ms' is no job: its duration has a blank before its unit");
        Should.Throw<FormatException>(() => EventTargets.Pair(":d")).Message.ShouldBe("':d' is not of the form driver:device");
        Should.Throw<FormatException>(() => EventTargets.Autoprobe("platform:2")).Message.ShouldBe("'platform:2' is not of the form bus:0 or bus:1");
        Should.Throw<FormatException>(() => EventTargets.Number("three")).Message.ShouldBe("'three' is no number");
    }

    [Fact]
    public void Every_operation_has_a_spelling_that_finds_it_and_a_kind_of_target()
    {
        foreach (var operation in Enum.GetValues<EventOperation>())
        {
            EventOperations.Find(EventOperations.Spelling(operation)).ShouldBe(operation);
            Should.NotThrow(() => EventOperations.TargetOf(operation));
        }

        EventOperations.Spelling(EventOperation.AsyncSynchronizeFull).ShouldBe("async_synchronize_full");
        EventOperations.Find("device_ad").ShouldBeNull();
    }

    [Theory]
    [InlineData(-19, "ENODEV")]
    [InlineData(-517, "EPROBE_DEFER")]
    [InlineData(-1234, "-1234")]
    public void Errors_have_the_kernels_names(int errno, string name)
    {
        Errno.Name(errno).ShouldBe(name);
        Errno.Find(name).ShouldBe(name.StartsWith('-') ? null : errno);
    }
}
