using System.Globalization;
using System.Net;
using System.Net.Sockets;
using NumaProbe.Shared;

namespace NumaProbe.Cluster.Certificates;

/// <summary>Reads one name that a process is reached by: a DNS name, or an IP address in its usual spelling. Never a wildcard.</summary>
internal static class HostNameText
{
    /// <summary>Reads a name.</summary>
    /// <param name="text">What somebody typed.</param>
    /// <returns>The name in lower case or the address, or what is wrong with the text; exactly one of the three.</returns>
    internal static (string? Dns, IPAddress? Address, string? Problem) Read(string text)
    {
        if (text.Contains('*', StringComparison.Ordinal))
        {
            return Wrong(text, "a certificate for many names at once would let each process pass for any other; name every process");
        }

        // "127.1" and "1" are addresses to the library, and nobody who reads them thinks so
        if (IPAddress.TryParse(text, out var address) && (text.Contains(':', StringComparison.Ordinal) || IsDotted(text)))
        {
            return ReadAddress(text, address);
        }

        var name = text.ToLowerInvariant();
        return IsDnsName(name) ? (name, null, null) : Wrong(
            text,
            "a name is a DNS name (letters, digits and '-' between dots) or an IP address, for example node-0, node-0.example or 10.0.0.5");
    }

    private static (string? Dns, IPAddress? Address, string? Problem) ReadAddress(string text, IPAddress address)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return Wrong(text, "this is an address to listen on, and nobody connects to it; name what others connect to");
        }

        if (text.AsSpan().ContainsAny('%', '[', '/'))
        {
            return Wrong(text, "write the address alone, without brackets, scope or length, for example fd00::5");
        }

        return (null, address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, null);
    }

    private static bool IsDotted(string text) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetwork
        && string.Equals(address.ToString(), text, StringComparison.Ordinal);

    // a last part of digits alone would be taken for an address by whoever connects
    private static bool IsDnsName(string name)
    {
        var labels = name.Split('.');
        return name.Length <= CertificateLimits.MaxDnsName && Array.TrueForAll(labels, IsLabel) && !labels[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= CertificateLimits.MaxDnsLabel && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static (string? Dns, IPAddress? Address, string? Problem) Wrong(string text, string why) =>
        (null, null, string.Create(CultureInfo.InvariantCulture, $"'{PlainText.Of(Short(text))}' is no name for a certificate: {why}"));

    private static string Short(string text) =>
        text.Length <= CertificateLimits.MaxDnsName ? text : text[..CertificateLimits.MaxDnsName] + "...";
}
