namespace NumaProbe.Api.Security;

/// <summary>Names of the roles, which are also those of the policies that ask for them.</summary>
internal static class ApiRoles
{
    /// <summary>May do everything.</summary>
    internal const string Operator = "operator";

    /// <summary>May look.</summary>
    internal const string Viewer = "viewer";
}
