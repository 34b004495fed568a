namespace NumaProbe.Cli.Live;

/// <summary>Where a cluster is and how to speak to it; made from options and variables of the environment.</summary>
/// <param name="Url">Address of the API, ending in a slash.</param>
/// <param name="TokenFile">File with the token, or null.</param>
/// <param name="CaFile">File with the certificates that the API's must come from, or null for those of this machine.</param>
/// <param name="Timeout">How long one request may take.</param>
internal sealed record ClusterAddress(Uri Url, string? TokenFile, string? CaFile, TimeSpan Timeout)
{
    /// <summary>Where a cluster is unless told otherwise.</summary>
    internal const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>How long a request may take unless told otherwise.</summary>
    internal const string DefaultTimeout = "10s";
}
