using Microsoft.AspNetCore.Routing;

namespace NumaProbe.Api.Settings;

/// <summary>What whoever starts the API may choose. Secrets come from files and are never kept here.</summary>
public sealed record ApiOptions
{
    /// <summary>Where the API listens unless told otherwise.</summary>
    public const string DefaultListen = "127.0.0.1:8080";

    /// <summary>Address and port, for example <c>127.0.0.1:8080</c>, <c>[::1]:8080</c> or <c>0.0.0.0:8080</c>; port 0 takes a free one.</summary>
    public string Listen { get; init; } = DefaultListen;

    /// <summary>File with the token that may do everything, or null. Required for any address that is not of this machine alone.</summary>
    public string? OperatorTokenFile { get; init; }

    /// <summary>File with a token that may only read, or null.</summary>
    public string? ViewerTokenFile { get; init; }

    /// <summary>File with the certificate and its chain in PEM, or null for plain HTTP.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary>File with the certificate's private key in PEM, or null.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>Version of the program, as <c>/version</c> tells it.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Folder that the coordinator's run folders are named from.</summary>
    public string DataDirectory { get; init; } = ".";

    /// <summary>Bounds of what clients may ask for.</summary>
    public ApiLimits Limits { get; init; } = ApiLimits.Default;

    /// <summary>The clock of heartbeats and time limits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Adds pages of others beside the API, for example the timeline; by default like the API itself for viewers only. Or null.</summary>
    public Action<IEndpointRouteBuilder>? MapMore { get; init; }
}
