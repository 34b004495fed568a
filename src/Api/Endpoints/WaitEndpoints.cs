using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using NumaProbe.Api.Machine;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Records;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Control;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Api.Endpoints;

/// <summary>Waits for a condition, for as long as one request may take.</summary>
internal static class WaitEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/wait", WaitAsync).WithTags("Cluster").WithName("wait").WithSummary("Answers when a condition holds, or when the time is over")
        .Produces<WaitDocument>().ProducesProblems(400, 429)
        .RequireAuthorization(ApiRoles.Viewer).RequireRateLimiting(ClientLimits.Waiters);

    private static async Task<IResult> WaitAsync(
        [FromQuery(Name = "for")] string? condition, [FromQuery] string? timeout, IClusterControl control, MachineFeed feed, ApiLimits limits, TimeProvider clock,
        IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        if (condition is null || Condition.Parse(condition) is not { } wanted)
        {
            return Problem.InvalidRequest($"'for' must be {Condition.Forms}");
        }

        var time = Quantity.Duration(timeout ?? "0");
        if (!time.Ok)
        {
            return Problem.InvalidRequest($"timeout '{PlainText.Of(timeout!)}' {time.Why}{(time.Suggestion is { } hint ? "; " + hint : "")}");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var until = clock.GetUtcNow() + TimeSpan.FromMilliseconds(Math.Min(time.Value / 1_000_000.0, limits.LongestWait.TotalMilliseconds));
        var check = new ConditionCheck(control, feed);
        while (true)
        {
            var answer = await check.LookAsync(wanted, condition, stop.Token);
            if (answer.IsMet || answer.IsFinal || clock.GetUtcNow() >= until)
            {
                return TypedResults.Ok(answer);
            }

            await Task.Delay(limits.WaitInterval, clock, stop.Token);
        }
    }
}
