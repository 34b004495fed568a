using NumaProbe.Cli.Services;
using NumaProbe.Cli.Terminal;

namespace NumaProbe.Cli.Tests.Services;

/// <summary>Which children of <c>up</c> are started again.</summary>
public sealed class RestartPolicyTests
{
    private const int Killed = 137;

    private readonly RestartPolicy _policy = new();

    [Fact]
    public void One_that_is_killed_is_started_again_at_once_and_then_ever_later_up_to_five_seconds() =>
        Enumerable.Range(0, 9).Select(_ => _policy.AfterDeath(Killed, TimeSpan.Zero)!.Value.TotalMilliseconds)
            .ShouldBe([0, 100, 200, 400, 800, 1600, 3200, 5000, 5000]);

    [Fact]
    public void One_that_lived_well_is_started_again_at_once()
    {
        _policy.AfterDeath(Killed, TimeSpan.Zero);
        _policy.AfterDeath(Killed, TimeSpan.Zero).ShouldNotBe(TimeSpan.Zero);
        _policy.AfterDeath(Killed, RestartPolicy.LivedWell).ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(ExitCode.Ok)]
    [InlineData(ExitCode.Usage)]
    [InlineData(ExitCode.RunFailed)]
    public void One_that_ended_by_itself_is_not_started_again(int exitCode) => _policy.AfterDeath(exitCode, RestartPolicy.LivedWell).ShouldBeNull();

    [Fact]
    public void One_that_crashes_at_its_start_again_and_again_is_given_up()
    {
        for (var crash = 1; crash < RestartPolicy.MaxCrashes; crash++)
        {
            _policy.AfterDeath(ExitCode.InternalError, TimeSpan.Zero).ShouldNotBeNull();
        }

        _policy.AfterDeath(ExitCode.InternalError, TimeSpan.Zero).ShouldBeNull();
    }
}
