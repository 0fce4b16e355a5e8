using Atelier.Networks;

namespace Atelier.ControlNet.Annotators;

/// <summary>Where a person's joints are, in OpenPose's order of 18.</summary>
internal static class Keypoints
{
    private const int Numbers = 3;
    private const int CocoJoints = 17;

    /// <summary>Joints that OpenPose's skeleton has.</summary>
    public const int Joints = 18;

    private const int LeftShoulder = 5;
    private const int RightShoulder = 6;

    // Which of COCO's 17 each of OpenPose's 18 is; the neck lies between COCO's shoulders.
    private const int Neck = -1;
    private static readonly int[] FromCoco = [0, Neck, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3];

    /// <summary>Each person's joints as shares of the sides; null where the network is not sure.</summary>
    public static IReadOnlyList<(float X, float Y)?[]> Of(CardOutput output, NetworkTensor tensor, int width, int height)
    {
        var joints = tensor.Shape.Count >= 2 && tensor.Shape[^1] == Numbers ? tensor.Shape[^2] : 0;
        if (joints is not (CocoJoints or Joints))
        {
            throw new CardException(
                $"output.values says keypoints, but the network gives [{string.Join(", ", tensor.Shape)}]; {CocoJoints} (COCO) or {Joints} (OpenPose) of {Numbers} numbers each are known");
        }

        return
        [
            .. Enumerable.Range(0, tensor.Values.Length / (joints * Numbers)).Select(person =>
            {
                var found = Enumerable.Range(0, joints)
                    .Select(joint => Read(output, tensor.Values.AsSpan(((person * joints) + joint) * Numbers, Numbers), width, height))
                    .ToArray();
                return joints == Joints
                    ? found
                    : Array.ConvertAll(FromCoco, from => from == Neck ? Between(found[LeftShoulder], found[RightShoulder]) : found[from]);
            }),
        ];
    }

    private static (float X, float Y)? Read(CardOutput output, ReadOnlySpan<float> point, int width, int height)
    {
        if (!(point[2] >= output.Threshold))
        {
            return null;
        }

        var (x, y) = output.RowFirst ? (point[1], point[0]) : (point[0], point[1]);
        (x, y) = output.InPixels ? (x / width, y / height) : (x, y);
        return x is >= 0 and <= 1 && y is >= 0 and <= 1 ? (x, y) : null;
    }

    private static (float X, float Y)? Between((float X, float Y)? a, (float X, float Y)? b) =>
        a is { } one && b is { } other ? ((one.X + other.X) / 2, (one.Y + other.Y) / 2) : null;
}
