using System.Globalization;
using Google.Protobuf;

namespace Atelier.Diffusion.Graphs;

/// <summary>The messages of onnx.proto that a graph needs, each as its bytes. The numbers are the format's (onnx/onnx.proto).</summary>
internal static class OnnxMessages
{
    private const int IrVersion = 10;
    private const int OpsetVersion = 23;
    private const int ExternalData = 1;
    private const string MicrosoftDomain = "com.microsoft";

    private enum AttributeType
    {
        Float = 1,
        Int = 2,
        String = 3,
        Ints = 7,
    }

    /// <summary>ModelProto with a GraphProto in it.</summary>
    public static byte[] Model(
        string name, IEnumerable<byte[]> nodes, IEnumerable<byte[]> initializers, IEnumerable<byte[]> inputs, IEnumerable<byte[]> outputs)
    {
        return ProtoWriter.Message(model =>
        {
            model.Field(1, IrVersion);
            model.Field(2, "Atelier");
            model.Field(7, graph =>
            {
                Repeated(graph, 1, nodes);
                graph.Field(2, name);
                Repeated(graph, 5, initializers);
                Repeated(graph, 11, inputs);
                Repeated(graph, 12, outputs);
            });
            model.Field(8, opset => opset.Field(2, OpsetVersion));
            model.Field(8, opset =>
            {
                opset.Field(1, MicrosoftDomain);
                opset.Field(2, 1);
            });
        });
    }

    /// <summary>NodeProto, of ONNX itself or of the domain of ONNX Runtime's own operators.</summary>
    public static byte[] Node(
        string type,
        bool microsoft,
        string name,
        IEnumerable<Value> inputs,
        IEnumerable<Value> outputs,
        IEnumerable<(string Name, object Value)> attributes)
    {
        return ProtoWriter.Message(node =>
        {
            foreach (var input in inputs)
            {
                node.Field(1, input.Name);
            }

            foreach (var output in outputs)
            {
                node.Field(2, output.Name);
            }

            node.Field(3, name);
            node.Field(4, type);
            foreach (var attribute in attributes)
            {
                node.Field(5, message => Attribute(message, attribute.Name, attribute.Value));
            }

            if (microsoft)
            {
                node.Field(7, MicrosoftDomain);
            }
        });
    }

    /// <summary>TensorProto whose values stand in the message.</summary>
    public static byte[] Tensor(string name, ElementType type, int[] shape, byte[] data)
    {
        return ProtoWriter.Message(tensor =>
        {
            Header(tensor, name, type, shape);
            tensor.Field(9, data);
        });
    }

    /// <summary>TensorProto whose values lie in a file.</summary>
    public static byte[] ExternalTensor(string name, ElementType type, int[] shape, string file, long offset, long length)
    {
        return ProtoWriter.Message(tensor =>
        {
            Header(tensor, name, type, shape);
            Entry(tensor, "location", file);
            Entry(tensor, "offset", offset.ToString(CultureInfo.InvariantCulture));
            Entry(tensor, "length", length.ToString(CultureInfo.InvariantCulture));
            tensor.Field(14, ExternalData);
        });
    }

    /// <summary>ValueInfoProto of a tensor. A dimension is a number, or a name where it is free.</summary>
    public static byte[] ValueInfo(string name, ElementType type, IEnumerable<Dimension> shape)
    {
        return ProtoWriter.Message(info =>
        {
            info.Field(1, name);
            info.Field(2, typeProto => typeProto.Field(1, tensor =>
            {
                tensor.Field(1, (long)type);
                tensor.Field(2, shapeProto =>
                {
                    foreach (var size in shape)
                    {
                        shapeProto.Field(1, dimension => Dimension(dimension, size));
                    }
                });
            }));
        });
    }

    private static void Dimension(CodedOutputStream dimension, Dimension size)
    {
        if (size.Name is { } name)
        {
            dimension.Field(2, name);
        }
        else
        {
            dimension.Field(1, size.Size);
        }
    }

    private static void Attribute(CodedOutputStream attribute, string name, object value)
    {
        attribute.Field(1, name);
        switch (value)
        {
            case int number:
                attribute.Field(3, number);
                attribute.Field(20, (long)AttributeType.Int);
                break;
            case float number:
                attribute.Field(2, number);
                attribute.Field(20, (long)AttributeType.Float);
                break;
            case string text:
                attribute.Field(4, text);
                attribute.Field(20, (long)AttributeType.String);
                break;
            case int[] numbers:
                foreach (var number in numbers)
                {
                    attribute.Field(8, number);
                }

                attribute.Field(20, (long)AttributeType.Ints);
                break;
            default:
                throw new ArgumentException($"An attribute cannot hold a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void Header(CodedOutputStream tensor, string name, ElementType type, int[] shape)
    {
        foreach (var size in shape)
        {
            tensor.Field(1, size);
        }

        tensor.Field(2, (long)type);
        tensor.Field(8, name);
    }

    private static void Entry(CodedOutputStream tensor, string key, string value) => tensor.Field(13, entry =>
    {
        entry.Field(1, key);
        entry.Field(2, value);
    });

    private static void Repeated(CodedOutputStream output, int number, IEnumerable<byte[]> messages)
    {
        foreach (var message in messages)
        {
            output.Field(number, message);
        }
    }
}
