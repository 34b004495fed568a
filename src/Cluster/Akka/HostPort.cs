using System.Globalization;
using System.Net;

namespace NumaProbe.Cluster.Akka;

/// <summary>A host and a port, as in <c>node-2:4053</c> or <c>[::1]:4053</c>.</summary>
/// <param name="Host">Name or IP address, without brackets.</param>
/// <param name="Port">Port; 0 for any free one.</param>
public sealed record HostPort(string Host, int Port)
{
    private const int MaxHostLength = 253;

    /// <summary>True for an address of this machine only.</summary>
    public bool IsLoopback => IPAddress.TryParse(Host, out var ip) ? IPAddress.IsLoopback(ip) : string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Understands a text.</summary>
    /// <param name="text">Host and port.</param>
    /// <param name="defaultPort">Port where the text has none, or null where it needs one.</param>
    /// <returns>What it means, or why it means nothing.</returns>
    public static (HostPort? Value, string? Problem) Parse(string text, int? defaultPort = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (host, port) = Split(text);
        if (!IsHost(host))
        {
            return (null, $"'{text}' has no host: it takes HOST:PORT, for example node-2:4053 or [::1]:4053");
        }

        if (port is null)
        {
            return defaultPort is { } standard ? (new HostPort(host, standard), null) : (null, $"'{text}' has no port: it takes HOST:PORT, for example {host}:4053");
        }

        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= IPEndPoint.MaxPort
            ? (new HostPort(host, number), null)
            : (null, $"'{port}' in '{text}' is no port: it takes 0 to {IPEndPoint.MaxPort}");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        (Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:" : $"{Host}:") + Port.ToString(CultureInfo.InvariantCulture);

    private static (string Host, string? Port) Split(string text)
    {
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            return (text[1..end], end == text.Length - 1 ? null : text[end + 1] == ':' ? text[(end + 2)..] : "");
        }

        // an IPv6 address without brackets has no port: what would be one is part of it
        return text.Count(c => c == ':') == 1 ? (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]) : (text, null);
    }

    private static bool IsHost(string host) =>
        host.Length is > 0 and <= MaxHostLength
        && (IPAddress.TryParse(host, out var ip) ? !host.Contains('%', StringComparison.Ordinal) || ip.IsIPv6LinkLocal : IsName(host));

    private static bool IsName(string host) =>
        host.Split('.').All(label => label.Length is > 0 and <= 63 && char.IsAsciiLetterOrDigit(label[0]) && char.IsAsciiLetterOrDigit(label[^1])
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
