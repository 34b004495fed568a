using System.Globalization;
using System.Net;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Security;

/// <summary>Where the API listens. Reads the option; knows which addresses only this machine can reach.</summary>
/// <param name="EndPoint">Address and port.</param>
internal sealed record ListenAddress(IPEndPoint EndPoint)
{
    /// <summary>Only programs of this machine can connect.</summary>
    internal bool IsLoopback => IPAddress.IsLoopback(EndPoint.Address);

    /// <summary>Reads the option.</summary>
    /// <param name="text">As typed.</param>
    /// <exception cref="ApiStartException">It is no address with a port.</exception>
    internal static ListenAddress Parse(string text)
    {
        const string Local = "localhost:";
        var numeric = text.StartsWith(Local, StringComparison.OrdinalIgnoreCase) ? "127.0.0.1:" + text[Local.Length..] : text;
        var colon = numeric.LastIndexOf(':');
        if (colon > 0
            && ushort.TryParse(numeric.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && IPAddress.TryParse(numeric.AsSpan(0, colon), out var address)
            && (address.AddressFamily is not System.Net.Sockets.AddressFamily.InterNetworkV6 || numeric[0] == '['))
        {
            return new ListenAddress(new IPEndPoint(address, port));
        }

        throw new ApiStartException(
            $"'{text}' is no address to listen on; write an IP address and a port, for example {ApiOptions.DefaultListen}, [::1]:8080 or 0.0.0.0:8080");
    }
}
