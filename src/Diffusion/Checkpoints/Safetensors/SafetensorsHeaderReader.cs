using System.Text.Json;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// One pass over a header's JSON. It stops at the first rule broken, so that a hostile header costs no more than its first fault.
/// </summary>
internal ref struct SafetensorsHeaderReader(ReadOnlySpan<byte> json, string label)
{
    private readonly string _label = label;
    private Utf8JsonReader _json = new(json, new JsonReaderOptions { MaxDepth = 3 });

    /// <summary>Reads the header. Offsets count from the start of the tensors' bytes.</summary>
    public (List<SafetensorsTensor> Tensors, Dictionary<string, string> Metadata) Read()
    {
        var tensors = new List<SafetensorsTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<string, string>? metadata = null;
        Expect(JsonTokenType.StartObject, "the header");
        while (NextProperty())
        {
            var name = Text(SafetensorsHeader.MaxNameBytes, "a tensor's name");
            if (name == "__metadata__")
            {
                metadata = metadata is null ? ReadMetadata() : throw Fail("there are two __metadata__");
                continue;
            }

            if (!names.Add(name))
            {
                throw Fail($"there are two tensors named {name}");
            }

            if (names.Count > SafetensorsHeader.MaxTensors)
            {
                throw Fail($"there are more than {SafetensorsHeader.MaxTensors} tensors");
            }

            tensors.Add(ReadTensor(name));
        }

        // Reading on past the closing brace rejects anything but the padding that the format allows.
        _json.Read();
        return (tensors, metadata ?? []);
    }

    private SafetensorsTensor ReadTensor(string name)
    {
        string? type = null;
        List<long>? shape = null, range = null;
        Expect(JsonTokenType.StartObject, "every entry");
        while (NextProperty())
        {
            if (type is null && _json.ValueTextEquals("dtype"u8))
            {
                Expect(JsonTokenType.String, "a dtype");
                type = Text(32, "a dtype");
            }
            else if (shape is null && _json.ValueTextEquals("shape"u8))
            {
                shape = Numbers(SafetensorsHeader.MaxRank, "a shape");
            }
            else if (range is null && _json.ValueTextEquals("data_offsets"u8))
            {
                range = Numbers(2, "data_offsets");
            }
            else
            {
                throw Fail($"tensor {name} has the field {Text(32, "a field's name")} twice or without need");
            }
        }

        return type is null || shape is null || range is not { Count: 2 }
            ? throw Fail($"tensor {name} needs dtype, shape and two data_offsets")
            : Checked(name, type, shape, range[0], range[1]);
    }

    private readonly SafetensorsTensor Checked(string name, string typeName, List<long> shape, long begin, long end)
    {
        if (!TensorTypes.TryParse(typeName, out var type))
        {
            throw Fail($"tensor {name} has the unknown type {typeName}");
        }

        long length = type.Size();
        foreach (var size in shape)
        {
            if (size > int.MaxValue || (size != 0 && length > long.MaxValue / size))
            {
                throw Fail($"the shape [{string.Join(", ", shape)}] of tensor {name} overflows");
            }

            length *= size;
        }

        if (end < begin || end - begin != length)
        {
            throw Fail($"tensor {name} of {typeName} [{string.Join(", ", shape)}] needs {length} bytes, its data_offsets hold {end - begin}");
        }

        return length <= int.MaxValue
            ? new SafetensorsTensor(name, type, [.. shape.Select(size => (int)size)], begin, length)
            : throw Fail($"tensor {name} is larger than 2 GiB");
    }

    private Dictionary<string, string> ReadMetadata()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = SafetensorsHeader.MaxMetadataBytes;
        Expect(JsonTokenType.StartObject, "__metadata__");
        while (NextProperty())
        {
            left -= _json.ValueSpan.Length;
            var key = left < 0 ? "" : _json.GetString()!;
            Expect(JsonTokenType.String, "every value of __metadata__");
            left -= _json.ValueSpan.Length;
            if (left < 0 || !metadata.TryAdd(key, _json.GetString()!))
            {
                throw Fail(left < 0
                    ? $"__metadata__ is larger than {SafetensorsHeader.MaxMetadataBytes} bytes"
                    : $"__metadata__ has {key} twice");
            }
        }

        return metadata;
    }

    private List<long> Numbers(int max, string what)
    {
        var numbers = new List<long>(max);
        Expect(JsonTokenType.StartArray, what);
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0 || numbers.Count == max)
            {
                throw Fail($"{what} must be at most {max} whole numbers from 0 to 2^63 − 1");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private bool NextProperty() => _json.Read() && _json.TokenType == JsonTokenType.PropertyName;

    private void Expect(JsonTokenType type, string what)
    {
        if (!_json.Read() || _json.TokenType != type)
        {
            throw Fail($"{what} must be {(type == JsonTokenType.StartObject ? "an object" : type == JsonTokenType.StartArray ? "an array" : "a text")}");
        }
    }

    private readonly string Text(int maxBytes, string what)
    {
        if (_json.ValueSpan.Length > maxBytes)
        {
            throw Fail($"{what} is longer than {maxBytes} bytes");
        }

        var text = _json.GetString()!;
        return text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
            ? throw Fail($"{what} holds control characters")
            : text;
    }

    private readonly CheckpointException Fail(string problem) => CheckpointException.Invalid(_label, problem);
}
