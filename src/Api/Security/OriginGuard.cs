using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NumaProbe.Api.Problems;

namespace NumaProbe.Api.Security;

/// <summary>
/// Refuses what a web page of somebody else makes a browser send: a foreign <c>Origin</c> always, and without tokens also a host name
/// that is not of this machine (DNS rebinding), since then whoever reaches the port may do everything.
/// </summary>
internal static class OriginGuard
{
    internal static void Use(IApplicationBuilder application, ApiTokens tokens) => application.Use((context, next) =>
        Refusal(context.Request, tokens) is { } why ? Problem.ForeignOrigin(why).ExecuteAsync(context) : next(context));

    private static string? Refusal(HttpRequest request, ApiTokens tokens)
    {
        if (tokens.AreOff && !IsLocal(request.Host.Host))
        {
            return "without tokens the API answers to localhost, 127.0.0.1 and [::1] only; use one of them, or start the coordinator with --token-file";
        }

        return request.Headers.Origin is { Count: > 0 } origin
            && !string.Equals(origin.ToString(), $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            ? "the request has the header Origin of another site"
            : null;
    }

    private static bool IsLocal(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
