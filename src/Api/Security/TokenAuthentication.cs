using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NumaProbe.Api.Problems;

namespace NumaProbe.Api.Security;

/// <summary>
/// Turns <c>Authorization: Bearer</c> into a role. Without tokens every caller is an operator. Keeps and logs nothing of what was sent.
/// </summary>
/// <param name="options">Of the framework.</param>
/// <param name="logger">Of the framework.</param>
/// <param name="encoder">Of the framework.</param>
/// <param name="tokens">The tokens that are accepted.</param>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "Bearer";

    private const string Prefix = SchemeName + " ";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return Problem.Unauthorized().ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problem.Forbidden().ExecuteAsync(Context);

    private AuthenticateResult Authenticate()
    {
        if (tokens.AreOff)
        {
            return Success(ApiRoles.Operator);
        }

        var header = Request.Headers.Authorization;
        if (header.Count != 1 || !header[0]!.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        return tokens.RoleOf(header[0]![Prefix.Length..].Trim()) is { } role ? Success(role) : AuthenticateResult.Fail("unknown token");
    }

    private AuthenticateResult Success(string role)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
