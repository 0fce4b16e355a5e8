namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Reads protobuf's wire format in place. Google.Protobuf's reader copies each message that it steps into; these hold gigabytes.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>The current field's number.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the current field has <see cref="Value"/>: a text, some bytes or a message.</summary>
    public bool IsLengthDelimited { get; private set; }

    /// <summary>The bytes of the current length-delimited field.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Steps to the next field; false at the end.</summary>
    /// <exception cref="FormatException">These bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        var tag = Varint();
        Field = tag >> 3 is > 0 and <= 0x1FFFFFFF ? (int)(tag >> 3) : throw new FormatException("A field has no valid number.");
        var type = (int)(tag & 7);
        IsLengthDelimited = type == 2;
        var length = type switch
        {
            0 => VarintLength(),
            1 => 8UL,
            2 => Varint(),
            5 => 4UL,
            _ => throw new FormatException($"Wire type {type} is not used in ONNX."),
        };
        if (length > (ulong)_left.Length)
        {
            throw new FormatException("A field is longer than its message.");
        }

        Value = _left[..(int)length];
        _left = _left[(int)length..];
        return true;
    }

    private ulong VarintLength()
    {
        var before = _left;
        _ = Varint();
        var length = before.Length - _left.Length;
        _left = before;
        return (ulong)length;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < 10 && i < _left.Length; i++)
        {
            value |= (ulong)(_left[i] & 0x7F) << (7 * i);
            if (_left[i] < 0x80)
            {
                _left = _left[(i + 1)..];
                return value;
            }
        }

        throw new FormatException("A number does not end.");
    }
}
