using Microsoft.AspNetCore.Http;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api.Endpoints;

/// <summary>Tells a client when asking again may help.</summary>
internal static class RetryHint
{
    internal static void Add(ControlRefusal refusal, HttpResponse response)
    {
        if (refusal.Kind == ControlRefusalKind.NotReady)
        {
            response.Headers.RetryAfter = "1";
        }
    }
}
