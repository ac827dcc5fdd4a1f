using ReluGen.Training;

namespace Digits;

/// <summary>
/// Digits that the program draws itself: strokes that are shifted, turned, slanted, stretched and bent at random, on 28 × 28 pixels with noise. The same seed
/// draws the same digits on every machine.
/// </summary>
internal static class DrawnDigits
{
    private const int Side = 28;
    private const int Pixels = Side * Side;

    /// <summary>Draws digits, as many of each kind.</summary>
    public static MemoryData<float, int> Draw(int count, ulong seed)
    {
        var images = new float[count * Pixels];
        var labels = new int[count];
        for (int index = 0; index < count; index++)
        {
            labels[index] = index % 10;
            Draw(labels[index], RandomSource.ForStream(seed, "digit", index), images.AsSpan(index * Pixels, Pixels));
        }

        return new MemoryData<float, int>(images, labels, Pixels);
    }

    private static void Draw(int digit, RandomSource random, Span<float> image)
    {
        float Between(float low, float high) => low + ((high - low) * random.NextSingle());

        // A turn by the half-angle's tangent needs no sine.
        float tangent = Between(-0.15f, 0.15f);
        float cosine = (1 - (tangent * tangent)) / (1 + (tangent * tangent));
        float sine = 2 * tangent / (1 + (tangent * tangent));
        float slant = Between(-0.3f, 0.3f);
        (float width, float height) = (Between(14, 22), Between(16, 23));
        (float left, float top) = (14 + Between(-2.5f, 2.5f), 14 + Between(-2.5f, 2.5f));
        float thickness = Between(0.8f, 1.7f);
        foreach ((float X, float Y)[] stroke in Strokes.Of[digit])
        {
            (float X, float Y) before = default;
            for (int point = 0; point < stroke.Length; point++)
            {
                float x = stroke[point].X - 0.5f + Between(-0.05f, 0.05f);
                float y = stroke[point].Y - 0.5f + Between(-0.05f, 0.05f);
                x -= slant * y;
                (x, y) = (left + (width * ((cosine * x) - (sine * y))), top + (height * ((sine * x) + (cosine * y))));
                if (point > 0)
                {
                    DrawLine(before, (x, y), thickness, image);
                }

                before = (x, y);
            }
        }

        foreach (ref float pixel in image)
        {
            pixel = Math.Clamp(pixel + (0.1f * (float)random.NextNormal()), 0, 1);
        }
    }

    /// <summary>Full ink up to the line's thickness, fading out over a pixel.</summary>
    private static void DrawLine((float X, float Y) from, (float X, float Y) to, float thickness, Span<float> image)
    {
        (float dx, float dy) = (to.X - from.X, to.Y - from.Y);
        float square = (dx * dx) + (dy * dy) + 1e-6f;
        for (int index = 0; index < image.Length; index++)
        {
            (float x, float y) = ((index % Side) + 0.5f - from.X, (index / Side) + 0.5f - from.Y);
            float along = Math.Clamp(((x * dx) + (y * dy)) / square, 0, 1);
            (x, y) = (x - (along * dx), y - (along * dy));
            image[index] = Math.Max(image[index], Math.Clamp(thickness + 0.5f - MathF.Sqrt((x * x) + (y * y)), 0, 1));
        }
    }
}
