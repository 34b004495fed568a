using System.Security.Cryptography;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Security;

/// <summary>The hashes of the tokens that are accepted, and what each allows.</summary>
internal sealed class ApiTokens
{
    private readonly byte[]? _operator;
    private readonly byte[]? _viewer;

    private ApiTokens(byte[]? operatorHash, byte[]? viewerHash)
    {
        _operator = operatorHash;
        _viewer = viewerHash;
    }

    /// <summary>No token was set: everybody who can reach the port may do everything. Only ever so on a loopback address.</summary>
    internal bool AreOff => _operator is null;

    /// <summary>Reads the files and checks that the address may be listened on with them.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="listen">The address.</param>
    /// <exception cref="ApiStartException">A file holds no token, or the address needs one.</exception>
    internal static ApiTokens Load(ApiOptions options, ListenAddress listen)
    {
        if (options.OperatorTokenFile is null)
        {
            RefuseWithoutToken(options, listen);
            return new ApiTokens(null, null);
        }

        var operators = TokenFile.Hash(TokenFile.Read(options.OperatorTokenFile));
        var viewers = options.ViewerTokenFile is { } file ? TokenFile.Hash(TokenFile.Read(file)) : null;
        if (viewers is not null && CryptographicOperations.FixedTimeEquals(operators, viewers))
        {
            throw new ApiStartException($"{options.OperatorTokenFile} and {options.ViewerTokenFile} hold the same token, so viewers could do everything; give each a token of its own");
        }

        return new ApiTokens(operators, viewers);
    }

    /// <summary>The role a token stands for, or null. Takes as long for a wrong token as for a right one.</summary>
    /// <param name="token">As sent.</param>
    internal string? RoleOf(string token)
    {
        var hash = TokenFile.Hash(token);
        var isOperator = _operator is not null & CryptographicOperations.FixedTimeEquals(hash, _operator ?? []);
        var isViewer = _viewer is not null & CryptographicOperations.FixedTimeEquals(hash, _viewer ?? []);
        return isOperator ? ApiRoles.Operator : isViewer ? ApiRoles.Viewer : null;
    }

    private static void RefuseWithoutToken(ApiOptions options, ListenAddress listen)
    {
        if (options.ViewerTokenFile is not null)
        {
            throw new ApiStartException("a viewer's token was given but no operator's, so nobody could do anything; add --token-file FILE");
        }

        if (!listen.IsLoopback)
        {
            throw new ApiStartException(
                $"{listen.EndPoint} can be reached from other machines, and without a token everybody there could control the cluster; "
                + $"add --token-file FILE (make one with 'openssl rand -hex 32 > FILE'), or listen on {ApiOptions.DefaultListen}");
        }
    }
}
