using System.Security;
using NumaProbe.Shared;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Documents;

/// <summary>Reads the bytes of a file, never more than a recording may have. Whatever the disk says becomes a problem.</summary>
internal static class ScenarioFile
{
    /// <summary>The bytes, or null with a problem.</summary>
    internal static byte[]? Read(string path, ProblemList problems)
    {
        if (path.Length == 0)
        {
            problems.Add(default, "no file", "its name is empty", "name a scenario file");
            return null;
        }

        try
        {
            if (Directory.Exists(path))
            {
                problems.Add(default, "is a directory", "a scenario is a file", "name a file in it");
                return null;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return ReadAll(stream, problems);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(default, "no such file", "nothing has this name", "check the path");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SecurityException)
        {
            problems.Add(default, "cannot be read", Quoted.Plain(error.Message, 200).TrimEnd('.'));
        }

        return null;
    }

    /// <summary>Reports that a file is larger than its kind may be.</summary>
    internal static void ReportSize(int maximum, ProblemList problems) => problems.Add(
        default,
        "too large",
        $"a {(maximum == ScenarioLimits.FileBytes ? "scenario file" : "recording")} may have {Quantity.FormatSize(maximum)}, and this one has more",
        maximum == ScenarioLimits.FileBytes ? "write series as templates, for example nvme{0..999}" : null);

    private static byte[]? ReadAll(FileStream stream, ProblemList problems)
    {
        // Pipes and /proc files have no length, so what counts is what arrives.
        var bytes = new byte[stream.CanSeek ? Math.Clamp(stream.Length, 0, ScenarioLimits.RecordingBytes) + 1 : 64 << 10];
        var length = 0;
        for (int read; (read = stream.Read(bytes, length, bytes.Length - length)) > 0;)
        {
            length += read;
            if (length > ScenarioLimits.RecordingBytes)
            {
                ReportSize(ScenarioLimits.RecordingBytes, problems);
                return null;
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(2 * length, ScenarioLimits.RecordingBytes + 1));
            }
        }

        return bytes[..length];
    }
}
