using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Security;

/// <summary>
/// Reads a token from its file and gives its hash: the token itself is kept nowhere. What is wrong with a file is told with
/// its name, never with its content.
/// </summary>
public static class TokenFile
{
    /// <summary>Fewest characters of a token.</summary>
    public const int MinLength = 16;

    /// <summary>Characters a token should have.</summary>
    public const int RecommendedLength = 32;

    /// <summary>Most characters of a token; a longer file is no token.</summary>
    public const int MaxLength = 512;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <summary>Reads a token, for a client that sends it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ApiStartException">It cannot be read or holds no token.</exception>
    public static string Read(string path)
    {
        var token = Content(path).TrimEnd('\r', '\n');
        if (token.Length is < MinLength or > MaxLength)
        {
            throw new ApiStartException(FormattableString.Invariant(
                $"the token in {path} has {token.Length} characters; it must have {MinLength} to {MaxLength} and should have {RecommendedLength}, for example from 'openssl rand -hex 32'"));
        }

        if (token.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw new ApiStartException(
                $"the token in {path} has characters that a header cannot carry; use letters, digits and -._~+/= only, on one line, for example from 'openssl rand -hex 32'");
        }

        return token;
    }

    /// <summary>The hash of a token.</summary>
    /// <param name="token">The token.</param>
    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static string Content(string path)
    {
        try
        {
            using var file = new StreamReader(path, Encoding.UTF8);
            var buffer = new char[MaxLength + 3];
            return new string(buffer, 0, file.ReadBlock(buffer));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ApiStartException($"the token file {path} cannot be read: {e.Message}", e);
        }
    }
}
