using Atelier.Imaging;

namespace Atelier.ControlNet.Annotators;

/// <summary>
/// Draws people as OpenPose's ControlNets know them: limbs of an ellipse each, joints on top, every one in a colour of its own.
/// </summary>
internal static class Skeleton
{
    private const float HalfWidth = 4;
    private const float LimbBrightness = 0.6f;
    private const int HueStep = 20;

    // From which joint to which, in the order of their colours.
    private static readonly (int From, int To)[] Limbs =
    [
        (1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7), (1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13), (1, 0), (0, 14), (14, 16),
        (0, 15), (15, 17),
    ];

    public static Picture Draw(IReadOnlyList<(float X, float Y)?[]> people, int width, int height)
    {
        var pixels = new byte[width * height * Picture.Channels];
        foreach (var joints in people)
        {
            for (var limb = 0; limb < Limbs.Length; limb++)
            {
                if (joints[Limbs[limb].From] is { } from && joints[Limbs[limb].To] is { } to)
                {
                    Ellipse(pixels, width, height, Place(from), Place(to), Colour(limb, LimbBrightness));
                }
            }
        }

        foreach (var joints in people)
        {
            for (var joint = 0; joint < joints.Length; joint++)
            {
                if (joints[joint] is { } place)
                {
                    Ellipse(pixels, width, height, Place(place), Place(place), Colour(joint, 1));
                }
            }
        }

        return Picture.Own(width, height, pixels);

        (float X, float Y) Place((float X, float Y) share) => (share.X * (width - 1), share.Y * (height - 1));
    }

    // Around the line between two points; around one point it is a circle.
    private static void Ellipse(
        byte[] pixels, int width, int height, (float X, float Y) from, (float X, float Y) to, (byte R, byte G, byte B) colour)
    {
        var (middleX, middleY) = ((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        var length = MathF.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
        var (cosine, sine) = length > 0 ? ((to.X - from.X) / length, (to.Y - from.Y) / length) : (1, 0);
        var half = Math.Max(HalfWidth, length / 2);
        for (var y = (int)Math.Max(0, middleY - half); y <= Math.Min(height - 1, middleY + half); y++)
        {
            for (var x = (int)Math.Max(0, middleX - half); x <= Math.Min(width - 1, middleX + half); x++)
            {
                var along = (((x - middleX) * cosine) + ((y - middleY) * sine)) / half;
                var across = (((y - middleY) * cosine) - ((x - middleX) * sine)) / HalfWidth;
                if ((along * along) + (across * across) <= 1)
                {
                    var i = ((y * width) + x) * Picture.Channels;
                    (pixels[i], pixels[i + 1], pixels[i + 2]) = colour;
                }
            }
        }
    }

    // A hue of its own for each, twenty degrees apart.
    private static (byte R, byte G, byte B) Colour(int index, float brightness)
    {
        var hue = index * HueStep;
        return (Level(hue), Level(hue + 240), Level(hue + 120));

        byte Level(int angle)
        {
            var distance = Math.Abs(((angle + 180) % 360) - 180);
            return (byte)MathF.Round(Math.Clamp(2 - (distance / 60f), 0, 1) * byte.MaxValue * brightness);
        }
    }
}
