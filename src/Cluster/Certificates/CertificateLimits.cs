namespace NumaProbe.Cluster.Certificates;

/// <summary>Sizes and times of certificates, each with its reason.</summary>
public static class CertificateLimits
{
    /// <summary>Most certificates that one command makes: more than any cluster has processes.</summary>
    public const int MaxCertificates = 256;

    /// <summary>Most names of one certificate: a machine with more has something wrong.</summary>
    public const int MaxNames = 32;

    /// <summary>Most authorities that a process trusts at once: two during an exchange, some more with certificates between.</summary>
    public const int MaxAuthorities = 16;

    /// <summary>Largest file that is read: a certificate takes about one kilobyte.</summary>
    public const int MaxFileBytes = 128 * 1024;

    /// <summary>Longest name in DNS.</summary>
    public const int MaxDnsName = 253;

    /// <summary>Longest part of a name between two dots.</summary>
    public const int MaxDnsLabel = 63;

    /// <summary>How long a certificate is good for: what public authorities once gave at most, so one exchange in two years.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(825);

    /// <summary>How long an authority is good for: several generations of certificates, where its key is kept.</summary>
    public static readonly TimeSpan AuthorityValidity = TimeSpan.FromDays(3650);

    /// <summary>A certificate is good from so long before it was made, for machines whose clocks are behind.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);
}
