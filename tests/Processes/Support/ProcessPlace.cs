using System.Globalization;
using NumaProbe.Tests.Support.Processes;

namespace NumaProbe.Processes.Support;

/// <summary>Where a process of a cluster is.</summary>
/// <param name="Address">What the others reach it by.</param>
internal sealed record ProcessPlace(string Address)
{
    /// <summary>What it listens on where something lies between it and the others, or null.</summary>
    internal string? Bind { get; init; }

    /// <summary>A program and arguments to start it with, for example to be in another network.</summary>
    internal string[] Before { get; init; } = [];

    /// <summary>Its certificate and such, where it is not that of all.</summary>
    internal string[]? Security { get; init; }

    /// <summary>The words of a command line that say so.</summary>
    internal string[] Words => Bind is null ? ["--address", Address] : ["--address", Address, "--bind", Bind];

    /// <summary>A free port of this machine.</summary>
    internal static ProcessPlace Here() => new(Loopback(FreePorts.Take(1)[0]));

    /// <summary>A port of this machine as an address.</summary>
    internal static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
