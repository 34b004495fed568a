using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NumaProbe.Shared.Runs;

/// <summary>
/// What a run is a run of: the head line of every stream and the head of every run folder. Holds no clock and nothing of
/// the machine it ran on, so that two runs with the same input have the same header.
/// </summary>
/// <param name="Name">Name of the scenario.</param>
/// <param name="Generation">Name of the kernel generation.</param>
/// <param name="Seed">Seed of everything drawn.</param>
/// <param name="RunId">Name of the input: see <see cref="Create"/>.</param>
/// <param name="ToolVersion">Version of the program.</param>
public sealed record RunHeader(string Name, string Generation, ulong Seed, string RunId, string ToolVersion)
{
    /// <summary>The header of a run; its id is a hash of the scenario's bytes, the generation and the seed.</summary>
    /// <param name="name">Name of the scenario.</param>
    /// <param name="scenarioText">The scenario file as run.</param>
    /// <param name="generation">Name of the kernel generation.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="toolVersion">Version of the program.</param>
    public static RunHeader Create(string name, ReadOnlySpan<byte> scenarioText, string generation, ulong seed, string toolVersion)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(numbers, seed);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[sizeof(ulong)..], scenarioText.Length);
        hash.AppendData(numbers);
        hash.AppendData(scenarioText);
        hash.AppendData(Encoding.UTF8.GetBytes(generation));
        var id = Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        return new RunHeader(name, generation, seed, id, toolVersion);
    }
}
