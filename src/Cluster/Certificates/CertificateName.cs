using System.Globalization;
using System.Net;
using NumaProbe.Shared;

namespace NumaProbe.Cluster.Certificates;

/// <summary>
/// The names of one certificate, as somebody types them: <c>NAME</c> or <c>NAME=alias,alias</c>. The first also names its files, so it can
/// never lead out of their folder.
/// </summary>
public sealed class CertificateName
{
    /// <summary>Name of the authority's files, which no certificate may have.</summary>
    internal const string Authority = "ca";

    private static readonly HashSet<string> DeviceNames = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(1, 9).SelectMany(n => new[] { $"com{n}", $"lpt{n}" })], StringComparer.Ordinal);

    private CertificateName(string title, IReadOnlyList<string> dnsNames, IReadOnlyList<IPAddress> addresses)
    {
        (Title, DnsNames, Addresses) = (title, dnsNames, addresses);
        FileName = title.Replace(':', '-');
    }

    /// <summary>The first name.</summary>
    public string Title { get; }

    /// <summary>Name of the files, without extension.</summary>
    public string FileName { get; }

    /// <summary>The names in DNS, in lower case.</summary>
    public IReadOnlyList<string> DnsNames { get; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Reads the names of one certificate.</summary>
    /// <param name="text"><c>NAME</c> or <c>NAME=alias,alias</c>.</param>
    /// <returns>The names, or what is wrong with them; exactly one of the two.</returns>
    public static (CertificateName? Name, string? Problem) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] words = equals < 0 ? [text] : [text[..equals], .. text[(equals + 1)..].Split(',')];
        if (words.Length > CertificateLimits.MaxNames)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"a certificate has at most {CertificateLimits.MaxNames} names"));
        }

        var (names, addresses) = (new List<string>(), new List<IPAddress>());
        foreach (var word in words)
        {
            var (dns, address, problem) = HostNameText.Read(word);
            if (problem is not null)
            {
                return (null, problem);
            }

            if (dns is not null)
            {
                names.Add(dns);
            }
            else
            {
                addresses.Add(address!);
            }
        }

        var title = names.Count > 0 && string.Equals(words[0], names[0], StringComparison.OrdinalIgnoreCase)
            ? names[0]
            : addresses[0].ToString();
        return ProblemOfTitle(title) is { } wrong
            ? (null, wrong)
            : (new CertificateName(title, [.. names.Distinct(StringComparer.Ordinal)], [.. addresses.Distinct()]), null);
    }

    /// <summary>Reads the names of several certificates, whose files must not be the same.</summary>
    /// <param name="texts">Each as for <see cref="Parse"/>.</param>
    /// <returns>The names, or what is wrong with them; exactly one of the two.</returns>
    public static (IReadOnlyList<CertificateName>? Names, string? Problem) ParseAll(IReadOnlyCollection<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count is 0 or > CertificateLimits.MaxCertificates)
        {
            return (null, string.Create(
                CultureInfo.InvariantCulture, $"name 1 to {CertificateLimits.MaxCertificates} processes, for example: coordinator node-0"));
        }

        var all = new List<CertificateName>();
        foreach (var text in texts)
        {
            var (name, problem) = Parse(text);
            if (problem is not null)
            {
                return (null, problem);
            }

            if (all.Exists(other => string.Equals(other.FileName, name!.FileName, StringComparison.Ordinal)))
            {
                return (null, $"{name!.Title} is named twice; more names of one process are written {name.Title}=alias,alias");
            }

            all.Add(name!);
        }

        return (all, null);
    }

    private static string? ProblemOfTitle(string title) =>
        string.Equals(title, Authority, StringComparison.Ordinal)
            ? $"'{Authority}' is what the authority's own files are called; write another name first: NAME={Authority}"
            : DeviceNames.Contains(title.Split('.')[0])
                ? $"'{PlainText.Of(title)}' is a device to Windows and can name no file there; write another name first: NAME={title}"
                : null;
}
