using System.Text;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>What emulated actors are called in paths.</summary>
internal static class ActorNames
{
    private const string Suffix = "Actor";

    /// <summary>Type and index: <c>device-17</c>.</summary>
    internal static string Of(Actor actor) => string.Create(null, $"{Kebab(actor.GetType().Name)}-{actor.Id.Index}");

    /// <summary>The same where another table has one of that name already: <c>device-17-of-kind-3</c>.</summary>
    internal static string OfKind(Actor actor) => string.Create(null, $"{Of(actor)}-of-kind-{actor.Id.Kind}");

    private static string Kebab(string type)
    {
        var name = type.Split('`')[0];
        if (name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            name = name[..^Suffix.Length];
        }

        var kebab = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && !char.IsAsciiLetterUpper(name[i - 1]))
            {
                kebab.Append('-');
            }

            kebab.Append(char.ToLowerInvariant(name[i]));
        }

        return kebab.ToString();
    }
}
