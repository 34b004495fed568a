using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api;

/// <summary>
/// The HTTP API of a cluster, inside the coordinator's process. Owns the web server; everything it tells or does goes through
/// <see cref="IClusterControl"/>, so it can make a run neither different nor wrong.
/// </summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ApiHost(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where the API is, with the port that was really taken.</summary>
    public Uri Address { get; }

    /// <summary>Checks the options and starts to serve.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="control">The cluster.</param>
    /// <param name="log">Where the API logs to; gets no token and no body.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="ApiStartException">An option is wrong, the address needs a token, or the port is taken.</exception>
    public static async Task<ApiHost> StartAsync(ApiOptions options, IClusterControl control, ILogger log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(log);
        var application = ApiApplication.Build(options, control, log);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            await application.DisposeAsync();
            throw new ApiStartException($"cannot listen on {options.Listen}: {e.Message}; stop the other program or choose another --listen", e);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        return new ApiHost(application, AddressOf(application));
    }

    /// <summary>Ends open streams and stops to serve; answers that are under way get a few seconds.</summary>
    /// <param name="cancellation">Stops at once.</param>
    public Task StopAsync(CancellationToken cancellation) => _application.StopAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static Uri AddressOf(WebApplication application) =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
