using System.Linq.Expressions;
using System.Reflection;
using MessagePack;

namespace NumaProbe.Cluster.Wire.Formatting;

/// <summary>
/// A record as the array of its constructor's parameters, in their order: the order of the declaration is the format. A reader takes
/// more fields than it knows (a newer writer's) and skips them; fewer, when the missing ones have default values.
/// </summary>
/// <typeparam name="T">A record or record struct with one public constructor that names its properties.</typeparam>
internal sealed class RecordFormat<T> : IWireFormat<T>
{
    private readonly Writing _write;
    private readonly Reading _read;
    private readonly int _least;
    private readonly int _count;

    internal RecordFormat(WireFormats formats)
    {
        var constructor = ConstructorOf();
        var parameters = constructor.GetParameters();
        var fields = parameters.Select(parameter => new Field(parameter, formats.Of(parameter))).ToList();
        _count = fields.Count;
        _least = parameters.TakeWhile(parameter => !parameter.HasDefaultValue).Count();
        _write = CompileWriting(fields);
        _read = CompileReading(constructor, fields, _least);
    }

    private delegate void Writing(ref MessagePackWriter writer, T value);

    private delegate T Reading(ref MessagePackReader reader, int count);

    /// <inheritdoc/>
    public void Write(ref MessagePackWriter writer, T value)
    {
        writer.WriteArrayHeader(_count);
        _write(ref writer, value);
    }

    /// <inheritdoc/>
    public T Read(ref MessagePackReader reader)
    {
        var count = reader.ReadArrayHeader();
        if (count < _least)
        {
            throw new WireException($"{typeof(T).Name} lacks fields");
        }

        if (++reader.Depth > WireBounds.MaxDepth)
        {
            throw new WireException("too deep");
        }

        var value = _read(ref reader, count);
        for (var extra = _count; extra < count; extra++)
        {
            Skip(ref reader);
        }

        reader.Depth--;
        return value;
    }

    /// <summary>Skips a value without recursion: how deep it is nested is a stranger's choice.</summary>
    private static void Skip(ref MessagePackReader reader)
    {
        for (var left = 1L; left > 0; left--)
        {
            switch (reader.NextMessagePackType)
            {
                case MessagePackType.Array:
                    left += reader.ReadArrayHeader();
                    break;
                case MessagePackType.Map:
                    left += 2L * reader.ReadMapHeader();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static ConstructorInfo ConstructorOf() => typeof(T).GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
        ?? throw new InvalidOperationException($"{typeof(T)} has no public constructor");

    private static Writing CompileWriting(IEnumerable<Field> fields)
    {
        var writer = Expression.Parameter(typeof(MessagePackWriter).MakeByRefType());
        var value = Expression.Parameter(typeof(T));
        var steps = fields.Select(Expression (field) => Expression.Call(
            field.Format, field.FormatType.GetMethod(nameof(IWireFormat<>.Write))!, writer, Expression.Property(value, field.Name)));
        return Expression.Lambda<Writing>(Expression.Block([.. steps, Expression.Empty()]), writer, value).Compile();
    }

    private static Reading CompileReading(ConstructorInfo constructor, List<Field> fields, int least)
    {
        var reader = Expression.Parameter(typeof(MessagePackReader).MakeByRefType());
        var count = Expression.Parameter(typeof(int));
        var variables = fields.ConvertAll(field => Expression.Variable(field.Type));
        var steps = fields.Select(Expression (field, place) =>
        {
            var read = Expression.Call(field.Format, field.FormatType.GetMethod(nameof(IWireFormat<>.Read))!, reader);
            return Expression.Assign(variables[place], place < least
                ? read
                : Expression.Condition(Expression.GreaterThan(count, Expression.Constant(place)), read, Expression.Constant(field.Default, field.Type)));
        });
        var body = Expression.Block(variables, [.. steps, Expression.New(constructor, variables)]);
        return Expression.Lambda<Reading>(body, reader, count).Compile();
    }

    private sealed class Field(ParameterInfo parameter, object format)
    {
        internal string Name => parameter.Name!;

        internal Type Type => parameter.ParameterType;

        internal object? Default => parameter.DefaultValue is null && Type.IsValueType ? Activator.CreateInstance(Type) : parameter.DefaultValue;

        internal Type FormatType { get; } = typeof(IWireFormat<>).MakeGenericType(parameter.ParameterType);

        internal ConstantExpression Format => Expression.Constant(format, FormatType);
    }
}
