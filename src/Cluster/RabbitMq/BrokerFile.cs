using System.Text;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// Reads the broker's address from a file: the address holds a password, which on a command line everybody on the machine could see.
/// Never says what the file holds.
/// </summary>
public static class BrokerFile
{
    /// <summary>Reads a file of one line.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The address, or a message for people; exactly one of the two.</returns>
    public static (BrokerUri? Uri, string? Problem) Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] lines;
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var buffer = new char[RabbitMqLimits.MaxBrokerFileBytes + 1];
            var count = reader.ReadBlock(buffer);
            if (count > RabbitMqLimits.MaxBrokerFileBytes)
            {
                return (null, $"the broker file {path} is larger than {RabbitMqLimits.MaxBrokerFileBytes} characters; it must hold one line with the broker's address");
            }

            lines = [.. new string(buffer, 0, count).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        }
        catch (UnauthorizedAccessException)
        {
            return (null, $"the broker file {path} may not be read by this user, or is a folder; check its permissions");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return (null, $"the broker file {path} cannot be read: {e.Message}");
        }

        if (lines is not [var line])
        {
            return (null, $"the broker file {path} has {lines.Length} lines that are not empty; it must hold one, the broker's address");
        }

        var (uri, problem) = BrokerUri.Parse(line);
        return uri is null ? (null, $"the broker file {path} is not understood: {problem}") : (uri, null);
    }
}
