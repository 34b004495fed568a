using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Security;

/// <summary>How much each client may ask for, and how many may follow or wait at the same time.</summary>
internal static class ClientLimits
{
    /// <summary>Policy of the endpoints that follow the trace.</summary>
    internal const string Streams = "streams";

    /// <summary>Policy of the endpoint that waits.</summary>
    internal const string Waiters = "waiters";

    internal static void Configure(RateLimiterOptions options, ApiLimits limits)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            Client(context),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.RequestsPerSecond,
                TokensPerPeriod = limits.RequestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        options.AddConcurrencyLimiter(Streams, AtOnce(limits.Streams));
        options.AddConcurrencyLimiter(Waiters, AtOnce(limits.Waiters));
        options.OnRejected = RefuseAsync;
    }

    // clients behind one address share its allowance unless their roles differ, so that a viewer cannot lock an operator out
    private static string Client(HttpContext context) =>
        $"{context.Connection.RemoteIpAddress}/{(context.User.IsInRole(ApiRoles.Operator) ? ApiRoles.Operator : context.User.IsInRole(ApiRoles.Viewer) ? ApiRoles.Viewer : "")}";

    private static Action<ConcurrencyLimiterOptions> AtOnce(int permits) => options =>
    {
        options.PermitLimit = permits;
        options.QueueLimit = 0;
    };

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var after = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)) : 1;
        rejected.HttpContext.Response.Headers.RetryAfter = after.ToString(CultureInfo.InvariantCulture);
        await Problem.TooMany("this client asks too often, or too many clients follow or wait at the same time; ask again after the time in the header Retry-After")
            .ExecuteAsync(rejected.HttpContext);
    }
}
