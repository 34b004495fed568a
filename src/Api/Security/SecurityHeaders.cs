using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace NumaProbe.Api.Security;

/// <summary>Headers that keep browsers from doing with an answer what it is not for. A page may set its own policy before.</summary>
internal static class SecurityHeaders
{
    /// <summary>A year, in which a browser that was here once comes back by HTTPS only.</summary>
    private const string SecureOnly = "max-age=31536000";

    /// <summary>Adds them to every answer.</summary>
    /// <param name="application">The server.</param>
    /// <param name="isEncrypted">It is served by HTTPS.</param>
    internal static void Use(IApplicationBuilder application, bool isEncrypted) => application.Use((context, next) =>
    {
        if (isEncrypted)
        {
            context.Response.Headers.StrictTransportSecurity = SecureOnly;
        }

        context.Response.OnStarting(Add, context.Response);
        return next(context);
    });

    private static Task Add(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.TryAdd("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.TryAdd("Cache-Control", "no-store");
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        return Task.CompletedTask;
    }
}
