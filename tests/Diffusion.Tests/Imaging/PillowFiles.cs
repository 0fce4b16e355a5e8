namespace Atelier.Diffusion.Tests.Imaging;

/// <summary>
/// Files as AUTOMATIC1111 writes them, made with the libraries it uses (Pillow 9.4.0, piexif 1.1.3): 4 x 2 pixels, pixel (x, y) is
/// red 80·x, green 200·y, blue 50.
/// </summary>
internal static class PillowFiles
{
    public const string Latin =
        "a caf\u00e9\nNegative prompt: blurry\nSteps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 1234567890, Size: 512x768, "
        + "Model hash: 6ce0161689, Model: v1-5-pruned, Version: v1.6.0";

    public const string Unicode =
        "\u732b, masterpiece \ud83d\udc31\nNegative prompt: blurry\nbad, worst\nSteps: 30, Sampler: Euler a, Schedule type: Automatic, CFG scale: 7.5, Seed: 42, "
        + "Size: 768x512, Lora hashes: \"cat: 0123456789ab, dog: ba9876543210\", Clip skip: 2, Version: v1.10.0";

    /// <summary>A PNG with a tEXt chunk: <c>PngInfo.add_text("parameters", Latin)</c>.</summary>
    public static byte[] LatinPng => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAuXRFWHRwYXJhbWV0ZXJzAGEgY2Fm6QpOZWdhdGl2ZSBwcm9tcHQ6IGJsdXJyeQpTdGVwczog"
        + "MjAsIFNhbXBsZXI6IERQTSsrIDJNIEthcnJhcywgQ0ZHIHNjYWxlOiA3LCBTZWVkOiAxMjM0NTY3ODkwLCBTaXplOiA1MTJ4NzY4LCBNb2RlbCBoYXNoOiA2"
        + "Y2UwMTYxNjg5LCBNb2RlbDogdjEtNS1wcnVuZWQsIFZlcnNpb246IHYxLjYuMBFoynQAAAAWSURBVHicY2RgMApgYIAgFoYTDHAAAB9OAfAtx1IVAAAAAElF"
        + "TkSuQmCC");

    /// <summary>A PNG with an iTXt chunk: <c>add_text("parameters", Unicode)</c>.</summary>
    public static byte[] UnicodePng => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAA+2lUWHRwYXJhbWV0ZXJzAAAAAADnjKssIG1hc3RlcnBpZWNlIPCfkLEKTmVnYXRpdmUgcHJv"
        + "bXB0OiBibHVycnkKYmFkLCB3b3JzdApTdGVwczogMzAsIFNhbXBsZXI6IEV1bGVyIGEsIFNjaGVkdWxlIHR5cGU6IEF1dG9tYXRpYywgQ0ZHIHNjYWxlOiA3"
        + "LjUsIFNlZWQ6IDQyLCBTaXplOiA3Njh4NTEyLCBMb3JhIGhhc2hlczogImNhdDogMDEyMzQ1Njc4OWFiLCBkb2c6IGJhOTg3NjU0MzIxMCIsIENsaXAgc2tp"
        + "cDogMiwgVmVyc2lvbjogdjEuMTAuMFsT12wAAAAWSURBVHicY2RgMApgYIAgFoYTDHAAAB9OAfAtx1IVAAAAAElFTkSuQmCC");

    /// <summary>A PNG with a zTXt chunk: <c>add_text("parameters", Latin, zip=True)</c>.</summary>
    public static byte[] ZippedPng => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAp3pUWHRwYXJhbWV0ZXJzAAB4nC2LzwqCMBzH7z7F994Ut3LqrkUdwgiE7kt/pTB1bCrVG/cW"
        + "KXT9/NGo9OMbXOipx3YmWDd0dlS4m8m5d1COZL2CiBlK3VlDTuFwLTYbiAJn7Zz2DPvjCb7ShhTSpSOqFbjY7hKZZvl6tp9FJVy8UpkxFENNBo32jYKsKOaS"
        + "yyz/c4WZh0lo3dRTzXAj59uhX2kko/gHno40TpJAPpMAAAAWSURBVHicY2RgMApgYIAgFoYTDHAAAB9OAfAtx1IVAAAAAElFTkSuQmCC");

    /// <summary>A PNG with a compressed iTXt chunk: <c>add_text("parameters", Unicode, zip=True)</c>.</summary>
    public static byte[] ZippedUnicodePng => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAA4WlUWHRwYXJhbWV0ZXJzAAEAAAB4nBWOPU7EMBCF+5ziaesoivO/7hDapUE0K9FPnNHGIsGW"
        + "7SwsZ6DgBhyAilPRcgSGauZ9Gn3zft6/cqwUEwdv2TB+Pz++swc+U7IXhg9u9UljXLYQrtlIU44XF2LKTol91KjLHCda/cJB47DJAAkxM08SkK6eNW625FYR"
        + "mhy3xztEQ4vQvmjlknnSaCrZ7Ns/7IbXVkm8d4EwU5xZvuwMSYlSVXXTdv2wpzHH5M7Si/ZD37VNXalyJ/bFesQn6zVE8cghWvescVGFKovyD8pcSwR5cD4+"
        + "AAAAFklEQVR4nGNkYDAKYGCAIBaGEwxwAAAfTgHwLcdSFQAAAABJRU5ErkJggg==");

    /// <summary>
    /// A JPEG with <c>Unicode</c> as user comment, put in by piexif 1.1.3: <c>UserComment.dump(…, encoding="unicode")</c>.
    /// </summary>
    public static byte[] Jpeg => Convert.FromBase64String(
        "/9j/4QIIRXhpZgAATU0AKgAAAAgAAYdpAAQAAAABAAAAGgAAAAAAAZKGAAcAAAHYAAAAKFVOSUNPREUAcysALAAgAG0AYQBzAHQAZQByAHAAaQBlAGMAZQAg"
        + "2D3cMQAKAE4AZQBnAGEAdABpAHYAZQAgAHAAcgBvAG0AcAB0ADoAIABiAGwAdQByAHIAeQAKAGIAYQBkACwAIAB3AG8AcgBzAHQACgBTAHQAZQBwAHMAOgAg"
        + "ADMAMAAsACAAUwBhAG0AcABsAGUAcgA6ACAARQB1AGwAZQByACAAYQAsACAAUwBjAGgAZQBkAHUAbABlACAAdAB5AHAAZQA6ACAAQQB1AHQAbwBtAGEAdABp"
        + "AGMALAAgAEMARgBHACAAcwBjAGEAbABlADoAIAA3AC4ANQAsACAAUwBlAGUAZAA6ACAANAAyACwAIABTAGkAegBlADoAIAA3ADYAOAB4ADUAMQAyACwAIABM"
        + "AG8AcgBhACAAaABhAHMAaABlAHMAOgAgACIAYwBhAHQAOgAgADAAMQAyADMANAA1ADYANwA4ADkAYQBiACwAIABkAG8AZwA6ACAAYgBhADkAOAA3ADYANQA0"
        + "ADMAMgAxADAAIgAsACAAQwBsAGkAcAAgAHMAawBpAHAAOgAgADIALAAgAFYAZQByAHMAaQBvAG4AOgAgAHYAMQAuADEAMAAuADD/2wBDAAYEBQYFBAYGBQYH"
        + "BwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgo"
        + "KCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wAARCAACAAQDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAA"
        + "AgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNk"
        + "ZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QA"
        + "HwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYk"
        + "NOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPE"
        + "xcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDrvCfh7Rf7Eh/4lGnf+Ayf4UUUV8biP4svU/Q8o/3Gj/hX5H//2Q==");

    /// <summary>A WebP with the same EXIF block.</summary>
    public static byte[] Webp => Convert.FromBase64String(
        "UklGRm4CAABXRUJQVlA4WAoAAAAIAAAAAwAAAQAAVlA4IEgAAACwAgCdASoEAAIAAUAmJagCdLoB+ADMAMkABZtZeFgAzj+p8cfIJfexq/9osAkokSLzJf/L"
        + "k/8etk7qb/OAej/j1sndTf92AABFWElGAAIAAE1NACoAAAAIAAGHaQAEAAAAAQAAABoAAAAAAAGShgAHAAAB2AAAAChVTklDT0RFAHMrACwAIABtAGEAcwB0"
        + "AGUAcgBwAGkAZQBjAGUAINg93DEACgBOAGUAZwBhAHQAaQB2AGUAIABwAHIAbwBtAHAAdAA6ACAAYgBsAHUAcgByAHkACgBiAGEAZAAsACAAdwBvAHIAcwB0"
        + "AAoAUwB0AGUAcABzADoAIAAzADAALAAgAFMAYQBtAHAAbABlAHIAOgAgAEUAdQBsAGUAcgAgAGEALAAgAFMAYwBoAGUAZAB1AGwAZQAgAHQAeQBwAGUAOgAg"
        + "AEEAdQB0AG8AbQBhAHQAaQBjACwAIABDAEYARwAgAHMAYwBhAGwAZQA6ACAANwAuADUALAAgAFMAZQBlAGQAOgAgADQAMgAsACAAUwBpAHoAZQA6ACAANwA2"
        + "ADgAeAA1ADEAMgAsACAATABvAHIAYQAgAGgAYQBzAGgAZQBzADoAIAAiAGMAYQB0ADoAIAAwADEAMgAzADQANQA2ADcAOAA5AGEAYgAsACAAZABvAGcAOgAg"
        + "AGIAYQA5ADgANwA2ADUANAAzADIAMQAwACIALAAgAEMAbABpAHAAIABzAGsAaQBwADoAIAAyACwAIABWAGUAcgBzAGkAbwBuADoAIAB2ADEALgAxADAALgAw");

    /// <summary>A PNG without any text.</summary>
    public static byte[] PlainPng => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAFklEQVR4nGNkYDAKYGCAIBaGEwxwAAAfTgHwLcdSFQAAAABJRU5ErkJggg==");

    /// <summary>What Pillow decodes <see cref="Jpeg"/> to.</summary>
    public static byte[] JpegPixels =>
        [0, 30, 0, 0, 51, 0, 130, 31, 0, 148, 49, 7, 86, 146, 95, 108, 168, 117, 246, 147, 105, 255, 166, 124];

    /// <summary>What Pillow decodes <see cref="Webp"/> to.</summary>
    public static byte[] WebpPixels =>
        [0, 28, 0, 25, 35, 2, 113, 39, 5, 163, 47, 13, 95, 148, 114, 145, 155, 122, 233, 159, 125, 255, 167, 133];
}
