using Atelier.Diffusion.Graphs;
using Google.Protobuf;

namespace Atelier.Diffusion.Tests.Pipeline.Ready;

/// <summary>Changes what a graph of ours takes and gives into what an exporter's would, on the file's bytes.</summary>
internal sealed class OnnxEdit
{
    private readonly Dictionary<string, string> _renamed = [];
    private readonly HashSet<string> _dropped = [];
    private readonly List<(int Field, byte[] Message)> _added = [];
    private readonly byte[] _model;

    public OnnxEdit(OnnxModel model) => _model = model.Bytes.ToArray();

    /// <summary>The output of the graph's last node of a type.</summary>
    public string LastOutputOf(string type) =>
        Fields(Graph()).Where(field => field.Number == 1 && Text(field.Bytes, 4) == type).Select(field => Text(field.Bytes, 2)).Last();

    /// <summary>Takes an input away; its place takes a constant.</summary>
    public OnnxEdit Fix(string input, long value)
    {
        _dropped.Add(input);
        _added.Add((5, OnnxMessages.Tensor(input, ElementType.Int64, [1], BitConverter.GetBytes(value))));
        return this;
    }

    /// <summary>Replaces an input: of another type or shape, with nodes that lead from it to what the graph had.</summary>
    public OnnxEdit Input(string name, ElementType type, Dimension[] shape, ElementType inner, long[]? reshape = null)
    {
        _dropped.Add(name);
        _renamed[name] = name + "_inner";
        _added.Add((11, OnnxMessages.ValueInfo(name, type, shape)));
        var cast = reshape is null ? name + "_inner" : name + "_cast";
        Node("Cast", [name], [cast], ("to", (int)inner));
        if (reshape is not null)
        {
            _added.Add((5,
                OnnxMessages.Tensor(name + "_shape", ElementType.Int64, [reshape.Length], [.. reshape.SelectMany(BitConverter.GetBytes)])));
            Node("Reshape", [cast, name + "_shape"], [name + "_inner"]);
        }

        return this;
    }

    /// <summary>Replaces an output: under another name or of another type.</summary>
    public OnnxEdit Output(string name, string becomes, ElementType type = ElementType.Float, params Dimension[] shape)
    {
        _dropped.Add(name);
        _renamed[name] = name + "_inner";
        _added.Add((12, OnnxMessages.ValueInfo(becomes, type, shape)));
        Node("Cast", [name + "_inner"], [becomes], ("to", (int)type));
        return this;
    }

    public OnnxEdit Drop(string output)
    {
        _dropped.Add(output);
        return this;
    }

    public OnnxEdit Node(string type, string[] inputs, string[] outputs, params (string, object)[] attributes)
    {
        _added.Add((1, OnnxMessages.Node(
            type, microsoft: false, $"edit/{_added.Count}", inputs.Select(name => new Value(name)), outputs.Select(name => new Value(name)),
            attributes)));
        return this;
    }

    public OnnxEdit Constant(string name, long value)
    {
        _added.Add((5, OnnxMessages.Tensor(name, ElementType.Int64, [1], BitConverter.GetBytes(value))));
        return this;
    }

    public OnnxEdit Give(string output, params Dimension[] shape)
    {
        _added.Add((12, OnnxMessages.ValueInfo(output, ElementType.Float, shape)));
        return this;
    }

    public byte[] Write()
    {
        var graph = Message(Fields(Graph()).Where(field => field.Number is not (11 or 12) || !_dropped.Contains(Text(field.Bytes, 1)))
            .Select(field => (field.Number, field.Number == 1 ? Renamed(field.Bytes) : field.Bytes))
            .Concat(_added.Select(item => (item.Field, item.Message))));
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(1, WireFormat.WireType.Varint);
            output.WriteInt64(10);
            foreach (var (number, bytes) in Fields(_model))
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(number == 7 ? graph : bytes));
            }
        }

        return stream.ToArray();
    }

    private byte[] Graph() => Fields(_model).Single(field => field.Number == 7).Bytes;

    private byte[] Renamed(byte[] node) => Message(Fields(node).Select(
        field => field.Number is 1 or 2 && _renamed.TryGetValue(System.Text.Encoding.UTF8.GetString(field.Bytes), out var name)
        ? (field.Number, System.Text.Encoding.UTF8.GetBytes(name))
        : (field.Number, field.Bytes)));

    private static string Text(byte[] message, int field) =>
        System.Text.Encoding.UTF8.GetString(Fields(message).First(item => item.Number == field).Bytes);

    // Of the messages that are edited, only lengths matter; the model's version is written anew.
    private static List<(int Number, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        var input = new CodedInputStream(message);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray()));
            }
            else
            {
                input.SkipLastField();
            }
        }

        return fields;
    }

    private static byte[] Message(IEnumerable<(int Number, byte[] Bytes)> fields)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            foreach (var (number, bytes) in fields)
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(bytes));
            }
        }

        return stream.ToArray();
    }
}
