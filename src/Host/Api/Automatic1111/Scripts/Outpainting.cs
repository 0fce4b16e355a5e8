using Atelier.Generation;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>AUTOMATIC1111's two scripts that continue a picture beyond its edges: here the same, done in one way.</summary>
internal static class Outpainting
{
    private const int Multiple = 8;
    private const double UsualPixels = 128;
    private const double UsualBlur = 8;

    public static GenerationRequest Apply(GenerationRequest request, ScriptArguments arguments, int pixels, int blur, int directions)
    {
        // Its slider steps by 8, requests need not.
        var reach = (int)Math.Round(arguments.Number(pixels, UsualPixels) / Multiple) * Multiple;
        var chosen = arguments[directions] is null ? ["left", "right", "up", "down"] : arguments.Texts(directions);
        if (chosen.Count == 0)
        {
            arguments.Refuse(directions, "must be a list of left, right, up, down");
        }

        return request with
        {
            // The picture keeps its size: the result is that much larger.
            Width = null,
            Height = null,
            Image = request.Image! with
            {
                Outpaint = new OutpaintInput
                {
                    Left = chosen.Contains("left") ? reach : 0,
                    Right = chosen.Contains("right") ? reach : 0,
                    Top = chosen.Contains("up") ? reach : 0,
                    Bottom = chosen.Contains("down") ? reach : 0,
                    Blend = (int)arguments.Number(blur, UsualBlur),
                },
            },
        };
    }
}
