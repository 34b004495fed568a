using System.Text.Json;

namespace NumaProbe.Analysis.Agreement;

/// <summary>
/// Reads recordings. Missing optional parts stay null; anything that is not a recording is a
/// <see cref="RecordingFormatException"/> with its place. Never touches anything but the file it is given.
/// </summary>
public static class RecordingReader
{
    /// <summary>Largest file it reads; the longest recording known has a quarter of a megabyte.</summary>
    public const long MaxBytes = 64L << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingFormatException">It is not a recording.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Recording Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = File.OpenRead(path);
        if (stream.Length > MaxBytes)
        {
            throw new RecordingFormatException(path, 1, 1, string.Create(null, $"not a recording: {stream.Length} bytes, at most {MaxBytes} are read"));
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Parse(bytes, path);
    }

    /// <summary>Reads text in UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">Name for errors.</param>
    /// <exception cref="RecordingFormatException">It is not a recording.</exception>
    public static Recording Parse(ReadOnlySpan<byte> utf8, string file)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var text = utf8.StartsWith(mark) ? utf8[mark.Length..] : utf8;
        var recording = Deserialize(text, file)
            ?? throw new RecordingFormatException(file, 1, 1, "not a recording: the file says null");
        if (recording.Schema is not (null or Recording.SchemaName))
        {
            throw new RecordingFormatException(file, 1, 1, $"not a recording this version reads: schema is '{recording.Schema}', known is '{Recording.SchemaName}'");
        }

        return recording.Scenario is { Name: not null }
            ? recording with { File = file }
            : throw new RecordingFormatException(file, 1, 1, "not a recording: scenario has no name");
    }

    private static Recording? Deserialize(ReadOnlySpan<byte> text, string file)
    {
        try
        {
            return JsonSerializer.Deserialize(text, RecordingJson.Default.Recording);
        }
        catch (JsonException error)
        {
            throw new RecordingFormatException(file, (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, Reason(error));
        }
    }

    /// <summary>The serializer's message names types of ours and repeats the place; users need neither.</summary>
    private static string Reason(JsonException error)
    {
        var end = error.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? error.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : end;
        var message = (end < 0 ? error.Message : error.Message[..end]).TrimEnd('.');
        if (message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
        {
            message = "a value of another kind was expected";
        }
        else if (message.IndexOf("missing required properties", StringComparison.Ordinal) is >= 0 and var missing)
        {
            message = "missing" + message[(message.IndexOf(':', missing) + 1)..];
        }

        var place = error.Path is null or "$" ? "" : $" (at {error.Path})";
        return $"not a recording: {message}{place}";
    }
}
