using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;
using NumaProbe.Api.Endpoints;
using NumaProbe.Api.Machine;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Streaming;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api;

/// <summary>Puts the web server together: every setting is here or in the options, none in files or variables of the environment.</summary>
internal static class ApiApplication
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    internal static WebApplication Build(ApiOptions options, IClusterControl control, Serilog.ILogger log)
    {
        var listen = ListenAddress.Parse(options.Listen);
        var tokens = ApiTokens.Load(options, listen);
        var certificates = TlsFiles.Load(options);
        if (!listen.IsLoopback && certificates is null)
        {
            log.Warning("The API on {Address} is not encrypted: tokens can be read on the way. Use --tls-cert and --tls-key, or a network that nobody else is on", listen.EndPoint);
        }

        FileRights.Warn(log, options.OperatorTokenFile, options.ViewerTokenFile, options.TlsKeyFile);

        var refusals = new RefusalLog(log, options.Clock);
        var connections = new ClientConnections(options.Limits, refusals);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // after adding: Serilog's provider asks for everything by itself
        builder.Logging.AddSerilog(log).AddFilter<SerilogLoggerProvider>(null, LogLevel.Warning);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, options.Limits, listen, certificates, connections));
        AddServices(builder.Services, options, control, tokens);
        builder.Services.AddSingleton(refusals);
        var application = builder.Build();
        UseMiddleware(application, tokens, connections, refusals, isEncrypted: certificates is not null);
        MapEndpoints(application, options);
        return application;
    }

    private static void Configure(KestrelServerOptions kestrel, ApiLimits limits, ListenAddress listen, X509Certificate2Collection? certificates, ClientConnections connections)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.MaxRequestBodySize = limits.BodyBytes;
        kestrel.Limits.MaxRequestHeaderCount = limits.HeaderCount;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytes;
        kestrel.Limits.MaxRequestLineSize = limits.RequestLineBytes;
        kestrel.Limits.RequestHeadersTimeout = limits.HeaderTime;
        kestrel.Limits.KeepAliveTimeout = limits.IdleConnection;
        kestrel.Listen(listen.EndPoint, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.Use(next => connection => connections.ServeAsync(connection, next));
            if (certificates is not null)
            {
                endpoint.UseHttps(https =>
                {
                    https.ServerCertificate = certificates[0];
                    https.ServerCertificateChain = certificates;
                    https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                });
            }
        });
    }

    private static void AddServices(IServiceCollection services, ApiOptions options, IClusterControl control, ApiTokens tokens)
    {
        services.AddSingleton<IHostLifetime, NoSignals>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        services.AddSingleton(options).AddSingleton(options.Limits).AddSingleton(control).AddSingleton(tokens).AddSingleton(options.Clock);
        services.AddSingleton<TraceSource>().AddSingleton<MachineFeed>();
        services.AddRouting();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configured(json.SerializerOptions));
        services.AddAuthentication(TokenAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(ApiRoles.Operator, policy => policy.RequireRole(ApiRoles.Operator))
            .AddPolicy(ApiRoles.Viewer, policy => policy.RequireRole(ApiRoles.Operator, ApiRoles.Viewer))
            .SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireRole(ApiRoles.Operator, ApiRoles.Viewer).Build());
        services.AddRateLimiter(limiter => ClientLimits.Configure(limiter, options.Limits));
        ApiDescription.Add(services);
    }

    private static void UseMiddleware(
        WebApplication application, ApiTokens tokens, ClientConnections connections, RefusalLog refusals, bool isEncrypted)
    {
        UseConnections(application, connections);
        RefusalLog.Use(application, refusals);
        SecurityHeaders.Use(application, isEncrypted);
        ErrorResponses.Use(application);
        OriginGuard.Use(application, tokens);
        application.UseRouting();
        application.UseAuthentication();
        application.UseRateLimiter();
        application.UseAuthorization();
    }

    private static void UseConnections(WebApplication application, ClientConnections connections) => application.Use(async (context, next) =>
    {
        // every connection has one: it is made before the first request on it
        var connection = context.Features.GetRequiredFeature<ClientConnection>();
        connections.Use(connection, begins: true);
        try
        {
            await next(context);
        }
        finally
        {
            connections.Use(connection, begins: false);
        }
    });

    private static void MapEndpoints(WebApplication application, ApiOptions options)
    {
        HealthEndpoints.Map(application);
        var api = application.MapGroup("/api/v1");
        StatusEndpoints.Map(api);
        MachineEndpoints.Map(api);
        RunEndpoints.Map(api);
        EventEndpoints.Map(api);
        TraceEndpoints.Map(api);
        WaitEndpoints.Map(api);
        application.MapOpenApi(ApiDescription.Path).RequireAuthorization(ApiRoles.Viewer);
        options.MapMore?.Invoke(application);
    }

    /// <summary>The coordinator's process takes signals itself.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
