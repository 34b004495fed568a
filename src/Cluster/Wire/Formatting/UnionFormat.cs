using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>One of a closed set of types: its number, then its fields. A number outside the set is refused.</summary>
/// <typeparam name="TBase">What all of them are.</typeparam>
internal sealed class UnionFormat<TBase> : IWireFormat<TBase>
    where TBase : class
{
    private readonly Dictionary<int, IMember> _byNumber = [];
    private readonly Dictionary<Type, (int Number, IMember Member)> _byType = [];

    internal UnionFormat(IReadOnlyDictionary<int, Type> types, WireFormats formats)
    {
        foreach (var (number, type) in types)
        {
            var member = (IMember)Activator.CreateInstance(typeof(Member<>).MakeGenericType(typeof(TBase), type), formats)!;
            _byNumber.Add(number, member);
            _byType.Add(type, (number, member));
        }
    }

    private interface IMember
    {
        void Write(ref MessagePackWriter writer, TBase value);

        TBase Read(ref MessagePackReader reader);
    }

    /// <inheritdoc/>
    public void Write(ref MessagePackWriter writer, TBase value)
    {
        if (!_byType.TryGetValue(value.GetType(), out var found))
        {
            throw new InvalidOperationException($"{value.GetType().Name} is not in the wire's table and cannot travel");
        }

        writer.WriteArrayHeader(2);
        writer.Write(found.Number);
        found.Member.Write(ref writer, value);
    }

    /// <inheritdoc/>
    public TBase Read(ref MessagePackReader reader)
    {
        if (reader.ReadArrayHeader() != 2)
        {
            throw new WireException($"a {typeof(TBase).Name} is a number and its fields");
        }

        var number = reader.ReadInt32();
        return _byNumber.TryGetValue(number, out var member)
            ? member.Read(ref reader)
            : throw new WireException($"number {number} is not known");
    }

    private sealed class Member<T>(WireFormats formats) : IMember
        where T : class, TBase
    {
        private readonly IWireFormat<T> _format = formats.Of<T>();

        public void Write(ref MessagePackWriter writer, TBase value) => _format.Write(ref writer, (T)value);

        public TBase Read(ref MessagePackReader reader) => _format.Read(ref reader);
    }
}
