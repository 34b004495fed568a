namespace NumaProbe.Scenarios.Documents;

/// <summary>Kinds of value that YAML 1.2 and JSON share.</summary>
internal enum DocumentKind
{
    /// <summary>Nothing: <c>null</c>, <c>~</c> or no value.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A number as written.</summary>
    Number,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>Keys and values.</summary>
    Mapping,

    /// <summary>A value that was already reported; readers take it as absent and say nothing more.</summary>
    Broken,
}
